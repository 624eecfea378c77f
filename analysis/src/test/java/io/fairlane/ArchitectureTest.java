package io.fairlane;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the modules. The model cannot see the hardware and the hardware cannot see the
 * model: a prediction that agrees with a measurement cannot have peeked.
 *
 * <pre>
 *   analysis -> runner -> sim's io.fairlane.experiment <- sim's model
 * </pre>
 */
class ArchitectureTest {
  private static final String EXPERIMENT = "io.fairlane.experiment..";
  private static final String SIM = "io.fairlane.sim..";
  private static final String RUNNER = "io.fairlane.runner..";
  private static final String ANALYSIS = "io.fairlane.analysis..";

  private static final JavaClasses FAIRLANE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.fairlane");

  @Test
  void everyModuleIsLookedAt() {
    for (String root : new String[] {"experiment", "sim", "runner", "analysis"}) {
      assertThat(FAIRLANE.that(resideInAnyPackage("io.fairlane." + root + "..")))
          .as(root)
          .isNotEmpty();
    }
  }

  @Test
  void theSharedWordsUseNothingElseOfFairlane() {
    noClasses()
        .that()
        .resideInAPackage(EXPERIMENT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SIM, RUNNER, ANALYSIS)
        .check(FAIRLANE);
  }

  @Test
  void theModelCannotSeeTheHardware() {
    noClasses()
        .that()
        .resideInAPackage(SIM)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(RUNNER, ANALYSIS)
        .check(FAIRLANE);
  }

  @Test
  void theHardwareCannotSeeTheModel() {
    noClasses()
        .that()
        .resideInAPackage(RUNNER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SIM, ANALYSIS)
        .check(FAIRLANE);
  }

  @Test
  void onlyTheCommandLinePutsThemTogether() {
    classes()
        .that()
        .resideInAnyPackage(SIM, RUNNER)
        .should()
        .onlyHaveDependentClassesThat()
        .resideInAnyPackage(SIM, RUNNER, "io.fairlane.analysis.cli..")
        .check(FAIRLANE);
  }

  /** Determinism on any number of threads comes from sharing nothing, not from locking. */
  @Test
  void theModelsEngineKnowsNoThreads() {
    noClasses()
        .that()
        .resideInAPackage(SIM)
        .and()
        .resideOutsideOfPackages(
            "io.fairlane.sim.replication..", "io.fairlane.sim.study..", "io.fairlane.sim.sweep..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..")
        .check(FAIRLANE);
  }

  @Test
  void noPackagesNeedEachOther() {
    slices().matching("io.fairlane.(**)").should().beFreeOfCycles().check(FAIRLANE);
  }
}
