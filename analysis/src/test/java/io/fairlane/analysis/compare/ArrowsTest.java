package io.fairlane.analysis.compare;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the package comments promise never to import. */
class ArrowsTest {
  private static final JavaClasses ANALYSIS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.fairlane.analysis");

  @Test
  void statisticsKnowNothingOfFairlane() {
    noClasses()
        .that()
        .resideInAPackage("..analysis.stats..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.fairlane.experiment..",
            "io.fairlane.sim..",
            "io.fairlane.runner..",
            "..analysis.compare..",
            "..analysis.report..",
            "..analysis.cli..")
        .check(ANALYSIS);
  }

  @Test
  void comparingAndReportingSeeFilesOnly() {
    noClasses()
        .that()
        .resideInAnyPackage("..analysis.compare..", "..analysis.report..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fairlane.sim..", "io.fairlane.runner..", "..analysis.cli..")
        .check(ANALYSIS);
    noClasses()
        .that()
        .resideInAPackage("..analysis.compare..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..analysis.report..")
        .check(ANALYSIS);
  }
}
