package io.fairlane.analysis.compare;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Figures that are committed beside the class which reads them. */
public final class CommittedCsv {
  private CommittedCsv() {}

  /**
   * @param beside the class in whose package the file lies
   * @param file with a header line
   */
  public static List<NamedCsvRecord> rows(Class<?> beside, String file) {
    try (var in = new InputStreamReader(beside.getResourceAsStream(file), StandardCharsets.UTF_8);
        CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(in)) {
      return rows.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
