package io.fairlane.spark;

import io.fairlane.experiment.Reason;
import io.fairlane.experiment.Refusal;
import io.fairlane.experiment.ScenarioValues;
import io.fairlane.experiment.sweep.ResultRow;
import io.fairlane.experiment.sweep.Sweep;
import io.fairlane.experiment.sweep.SweepDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * {@code result.parquet}: the rows of {@code result.csv} in their order, with types. What is absent
 * there is null here. Written by the driver from the sorted result, so it does not depend on the
 * cluster; not compressed by a native library.
 *
 * <p>The same rows are the same bytes. The footer names a column's encodings in the order of a hash
 * set of enums, and that is another one in every JVM. Pages of version 2 leave the encoding of
 * levels out of it, and without a dictionary there is one for values: a set of one has one order.
 */
final class ParquetResult {
  private static final Set<String> WORDS = Set.of("runtime", "arm", "verdict");
  private static final Set<String> FRACTIONS =
      Set.of("seconds", "latency_p50_ns", "latency_p99_ns");

  private ParquetResult() {}

  static Path write(SweepDirectory directory, Sweep sweep) {
    Path target = directory.path().resolve("result.parquet");
    Path aside = directory.path().resolve("result.parquet.part");
    List<String> columns = ResultRow.columns(sweep);
    MessageType schema = schema(columns);
    try {
      Files.deleteIfExists(aside);
      try (BufferedReader rows = Files.newBufferedReader(directory.result());
          ParquetWriter<Group> writer =
              ExampleParquetWriter.builder(new LocalOutputFile(aside))
                  .withType(schema)
                  .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_2_0)
                  .withDictionaryEncoding(false)
                  .build()) {
        SimpleGroupFactory groups = new SimpleGroupFactory(schema);
        rows.readLine(); // column names
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
          writer.write(group(groups.newGroup(), schema, row.split(",", -1)));
        }
      }
      return Files.move(
          aside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Refusal.hostCannot("cannot write " + target + " (" + Reason.of(e) + "): mend that");
    }
  }

  private static MessageType schema(List<String> columns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    for (String column : columns) {
      if (WORDS.contains(column) || ScenarioValues.isChoice(column)) {
        schema
            .optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(column);
      } else {
        schema
            .optional(isFraction(column) ? PrimitiveTypeName.DOUBLE : PrimitiveTypeName.INT64)
            .named(column);
      }
    }
    return schema.named("result");
  }

  private static boolean isFraction(String column) {
    return FRACTIONS.contains(column) || column.contains(".") && !ScenarioValues.isWhole(column);
  }

  private static Group group(Group group, MessageType schema, String[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i].equals(ResultRow.ABSENT)) {
        continue;
      }
      switch (schema.getType(i).asPrimitiveType().getPrimitiveTypeName()) {
        case DOUBLE -> group.append(schema.getFieldName(i), Double.parseDouble(values[i]));
        case INT64 ->
            group.append(schema.getFieldName(i), Long.parseLong(values[i].replace("_", "")));
        default -> group.append(schema.getFieldName(i), values[i]);
      }
    }
    return group;
  }
}
