package io.fairlane.analysis.cli;

/**
 * One finding of {@code doctor}.
 *
 * @param found what is there, in a few words
 * @param remedy what to do about it; empty if nothing is to be done
 */
record Check(String name, Status status, String found, String remedy) {

  enum Status {
    OK("ok"),
    /** Works, but the figures will be worse for it, or something optional is not there. */
    NOTE("note"),
    /** Fairlane cannot measure without it. */
    MISSING("missing");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static Check ok(String name, String found) {
    return new Check(name, Status.OK, found, "");
  }

  static Check note(String name, String found, String remedy) {
    return new Check(name, Status.NOTE, found, remedy);
  }

  static Check missing(String name, String found, String remedy) {
    return new Check(name, Status.MISSING, found, remedy);
  }
}
