package io.fairlane.sim.trace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Schedules drawn below each other on one time axis: Ps and Ms as lanes, coloured by who ran there.
 * An SVG of its own that scales and follows the reader's light or dark; inlined in a page it brings
 * its own styles, all names prefixed.
 */
public final class TimelineSvg {
  private static final double WIDTH = 960;
  private static final double LEFT = 118;
  private static final double RIGHT = 12;
  private static final double LEGEND = 34;
  private static final double AXIS = 46;

  private static final String STYLE =
      """
      <style>
      .tl{--tl-ink:#1d232b;--tl-soft:#5a6470;--tl-faint:#dde2e8;--tl-paper:#fff;\
      --tl-con:#c24e00;--tl-pro:#2f7fc1;--tl-bg:#b9c1ca;--tl-oth:#6f7a86;--tl-tra:#e3b505;\
      background:var(--tl-paper);font-family:system-ui,-apple-system,"Segoe UI",Roboto,\
      "Helvetica Neue",Arial,sans-serif}
      @media (prefers-color-scheme:dark){.tl{--tl-ink:#e6e9ed;--tl-soft:#a0aab5;\
      --tl-faint:#323a44;--tl-paper:#14181d;--tl-con:#ff9142;--tl-pro:#5aaef0;--tl-bg:#4b5560;\
      --tl-oth:#8c97a3;--tl-tra:#f2cf4a}}
      .tl text{fill:var(--tl-ink);font-size:13px;font-variant-numeric:tabular-nums}
      .tl .tl-soft{fill:var(--tl-soft);font-size:12px}
      .tl .tl-title{font-size:15px;font-weight:650}
      .tl .tl-mark{font-size:12px;font-weight:650}
      .tl .tl-halo{paint-order:stroke;stroke:var(--tl-paper);stroke-width:4px;\
      stroke-linejoin:round}
      .tl path{stroke:none}
      .tl .tl-consumer{fill:var(--tl-con)}
      .tl .tl-producer{fill:var(--tl-pro)}
      .tl .tl-background{fill:var(--tl-bg)}
      .tl .tl-other{fill:var(--tl-oth)}
      .tl .tl-transit{fill:var(--tl-tra)}
      .tl .tl-idle{fill:none}
      .tl .tl-bed{fill:none;stroke:var(--tl-faint)}
      .tl .tl-grid{stroke:var(--tl-faint);fill:none}
      .tl .tl-axis{stroke:var(--tl-soft);fill:none}
      .tl .tl-arrow{stroke:var(--tl-ink);stroke-width:1;fill:none}
      .tl .tl-head{fill:var(--tl-ink)}
      .tl .tl-slice{stroke:var(--tl-soft);fill:none}
      .tl .tl-cut{stroke:var(--tl-ink);stroke-width:1.5;fill:none}
      .tl .tl-level{fill:var(--tl-soft);fill-opacity:.35;stroke:var(--tl-soft)}
      </style>
      """;

  private TimelineSvg() {}

  /**
   * @param title what is drawn, in one line
   * @param schedules of one window, at least one
   */
  public static String of(String title, List<Schedule> schedules) {
    Window window = widest(schedules);
    TimeAxis axis = new TimeAxis(window, LEFT, WIDTH - RIGHT);
    long deepest = 1;
    for (Schedule schedule : schedules) {
      deepest = Math.max(deepest, Panel.deepest(schedule));
    }
    List<Panel> panels = new ArrayList<>();
    Set<Bars.Role> roles = EnumSet.noneOf(Bars.Role.class);
    double height = LEGEND;
    for (Schedule schedule : schedules) {
      Panel panel = new Panel(schedule, axis, height, deepest);
      panels.add(panel);
      roles.addAll(panel.roles());
      height = panel.bottom();
    }
    Svg svg = new Svg();
    open(svg, title, panels, height + AXIS);
    grid(svg, axis, height);
    for (Panel panel : panels) {
      panel.draw(svg);
    }
    legend(svg, roles, panels);
    return svg.raw("</svg>\n").toString();
  }

  private static Window widest(List<Schedule> schedules) {
    long from = schedules.stream().mapToLong(s -> s.window().fromPs()).min().orElseThrow();
    long to = schedules.stream().mapToLong(s -> s.window().toPs()).max().orElseThrow();
    return new Window(from, to);
  }

  private static void open(Svg svg, String title, List<Panel> panels, double height) {
    StringBuilder finding = new StringBuilder();
    for (Panel panel : panels) {
      finding.append(panel.title()).append(": ").append(panel.finding()).append(". ");
    }
    svg.raw(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tl\" role=\"img\""
                + " viewBox=\"0 0 %s %s\">\n".formatted(Svg.n(WIDTH), Svg.n(height)))
        .raw("<title>" + Svg.escape(title) + "</title>\n")
        .raw("<desc>" + Svg.escape(finding.toString().strip()) + "</desc>\n")
        .raw(STYLE)
        .raw("<rect width=\"100%\" height=\"100%\" fill=\"var(--tl-paper)\"/>\n");
  }

  private static void grid(Svg svg, TimeAxis axis, double bottom) {
    for (double ms : axis.ticks(12)) {
      double x = axis.atMs(ms);
      svg.line("tl-grid", x, LEGEND, x, bottom);
      svg.text("tl-soft", "middle", x, bottom + 16, number(ms));
    }
    svg.line("tl-axis", LEFT, bottom, WIDTH - RIGHT, bottom);
    svg.text(
        "tl-soft", "middle", (LEFT + WIDTH - RIGHT) / 2, bottom + 35, "ms of the consumer's clock");
  }

  private static void legend(Svg svg, Set<Bars.Role> roles, List<Panel> panels) {
    double x = 14;
    for (Bars.Role role : roles) {
      svg.rect(role.style(), x, 8, 12, 12);
      svg.rect("tl-bed", x, 8, 12, 12);
      x = label(svg, x + 17, role.label());
    }
    if (panels.stream().anyMatch(Panel::drawsTicks)) {
      svg.path("tl-slice", Panel.bracket(x, x + 18, 17));
      x = label(svg, x + 24, "time slice");
    }
    if (panels.stream().anyMatch(Panel::drawsWakes)) {
      Arrow.draw(svg, x, 20, x + 20, 20);
      x = label(svg, x + 28, "wakes the consumer");
    }
    if (panels.stream().anyMatch(Panel::drawsPreemptions)) {
      Panel.triangle(svg, x + 5, 10);
      label(svg, x + 15, "preempted");
    }
  }

  /** Where the next entry may begin: no label is wider than 6.2 px a letter. */
  private static double label(Svg svg, double x, String text) {
    svg.text("tl-soft", "start", x, 18, text);
    return x + 6.2 * text.length() + 16;
  }

  /** As short as it is exact to a hundredth. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%,.2f", value);
    return text.replaceAll("0$", "").replaceAll("\\.0?$", "");
  }
}
