package org.medsip.jobs.cli;

import java.util.List;
import java.util.stream.Stream;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.MeasureWords;
import org.medsip.common.metric.PublishedMedians;
import org.medsip.common.metric.StarPuWeights;
import org.medsip.common.org.ResourceLinks;
import org.medsip.common.product.ProductReference;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.gold.AmbitionTrackerStage;
import org.medsip.jobs.gold.Chen2019ComparisonStage;
import org.medsip.jobs.gold.CohortBoundStage;
import org.medsip.jobs.gold.CohortBreakdownStage;
import org.medsip.jobs.gold.CohortCountStage;
import org.medsip.jobs.gold.CohortDiscordanceStage;
import org.medsip.jobs.gold.CohortFlowStage;
import org.medsip.jobs.gold.DeprivationCrossCheckStage;
import org.medsip.jobs.gold.DimCohortStage;
import org.medsip.jobs.gold.DimMeasureStage;
import org.medsip.jobs.gold.DimOrganisationStage;
import org.medsip.jobs.gold.DimProductStage;
import org.medsip.jobs.gold.MeasureOrgPeriodStage;
import org.medsip.jobs.gold.OrganisationDeprivationStage;
import org.medsip.jobs.gold.PracticeDeprivationStage;
import org.medsip.jobs.gold.PracticeMonthMeasureStage;
import org.medsip.jobs.gold.PracticeMonthProductGroupStage;
import org.medsip.jobs.gold.ResourceLinkStage;
import org.medsip.jobs.gold.SecureCohortFigureStage;
import org.medsip.jobs.gold.VariantSensitivityStage;
import org.medsip.jobs.gold.variation.VariationStages;
import org.medsip.jobs.silver.AgeSexWeightStage;
import org.medsip.jobs.silver.ComparatorMonthStage;
import org.medsip.jobs.silver.DddCrossCheckStage;
import org.medsip.jobs.silver.IcbPhaseStage;
import org.medsip.jobs.silver.ImdReleaseStage;
import org.medsip.jobs.silver.LsoaChangeWeightStage;
import org.medsip.jobs.silver.LsoaDeprivationStage;
import org.medsip.jobs.silver.OrganisationCrossCheckStage;
import org.medsip.jobs.silver.PracticeMonthStage;
import org.medsip.jobs.silver.PracticeVintageStage;
import org.medsip.jobs.silver.PrescribingStage;
import org.medsip.jobs.silver.ProductMonthStage;
import org.medsip.jobs.silver.PublishedDeprivationStage;
import org.medsip.jobs.silver.RegisteredLsoaFileStage;
import org.medsip.jobs.silver.RegistrantsAgeSexStage;
import org.medsip.jobs.silver.RegistrantsByLsoaStage;
import org.medsip.jobs.silver.RegistrantsStage;
import org.medsip.jobs.silver.SecureCohortMemberStage;
import org.medsip.jobs.silver.SecureCohortPartStage;
import org.medsip.jobs.silver.SecurePatientMonthStage;
import org.medsip.jobs.silver.WeightedRegistrantsStage;

/** Every stage behind bronze, in an order in which each finds what it reads already built. */
final class Stages {

  static List<Stage> all(Configuration configuration) {
    MeasureCatalogue catalogue = MeasureCatalogue.load();
    ProductReference products = ProductReference.load();
    String reference = products.contentHash();
    CohortCatalogue cohorts = CohortCatalogue.load();
    DisclosurePolicy policy = configuration.disclosure();
    return List.of(
        new PrescribingStage(),
        new ProductMonthStage(),
        new RegistrantsStage(),
        new PracticeMonthStage(),
        new RegistrantsAgeSexStage(),
        new AgeSexWeightStage(StarPuWeights.load()),
        new WeightedRegistrantsStage(),
        new PracticeVintageStage(configuration.vintages()),
        new OrganisationCrossCheckStage(),
        new DddCrossCheckStage(),
        new ImdReleaseStage(),
        new LsoaChangeWeightStage(),
        new LsoaDeprivationStage(),
        new RegisteredLsoaFileStage(),
        new RegistrantsByLsoaStage(),
        new PublishedDeprivationStage(),
        new SecurePatientMonthStage(),
        new SecureCohortMemberStage(cohorts),
        new SecureCohortPartStage(cohorts),
        new ComparatorMonthStage(),
        new IcbPhaseStage(),
        new PracticeMonthProductGroupStage(),
        new PracticeMonthMeasureStage(catalogue),
        new MeasureOrgPeriodStage(catalogue, reference),
        new VariantSensitivityStage(catalogue),
        new Chen2019ComparisonStage(PublishedMedians.load()),
        new PracticeDeprivationStage(),
        new OrganisationDeprivationStage(),
        new DeprivationCrossCheckStage(),
        VariationStages.variationSummary(catalogue),
        VariationStages.funnelUnit(catalogue),
        VariationStages.deprivationGradient(catalogue),
        VariationStages.spcPoint(),
        VariationStages.itsEffect(configuration.programmes()),
        VariationStages.priorityArea(catalogue),
        new DimProductStage(),
        new DimOrganisationStage(),
        new DimMeasureStage(catalogue, new MeasureWords(products)),
        new ResourceLinkStage(ResourceLinks.load()),
        new SecureCohortFigureStage(cohorts, policy),
        new CohortCountStage(cohorts, policy),
        new CohortBreakdownStage(cohorts),
        new CohortFlowStage(cohorts),
        new CohortDiscordanceStage(cohorts),
        new CohortBoundStage(cohorts),
        new DimCohortStage(cohorts),
        new AmbitionTrackerStage());
  }

  /** The tables of bronze, and those that stages write up to a layer. */
  static List<Table> tables(Configuration configuration, Layer until) {
    return Stream.concat(
            BronzeTables.all().stream(), all(configuration).stream().map(Stage::writes))
        .filter(table -> table.layer().compareTo(until) <= 0)
        .toList();
  }

  private Stages() {}
}
