#include "core/cascade/experiment.h"
#include "core/cascade/shuffledvalues.h"
#include "tests/core/cascade/syntheticcatalogue.h"
#include "tests/support/resultassertions.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

using namespace antiphon;
using namespace antiphon::test;

namespace {

using IndexPointer = std::shared_ptr<const CatalogueIndex>;

// The labels of a track as text, without artists and decades.
QStringList labelsOf(const CatalogueIndex& index, quint32 track)
{
    QStringList labels;
    for (const ValueId value : index.valuesOf(track))
        if (index.types()[static_cast<std::size_t>(index.typeOf(value))].origin == TypeOrigin::Attribute)
            labels << index.attributeValue(value).toText();
    return labels;
}

qint64 annotations(const CatalogueIndex& index)
{
    qint64 count = 0;
    for (quint32 track = 0; track < index.trackCount(); ++track)
        count += labelsOf(index, track).size();
    return count;
}

IndexPointer damaged(const CatalogueIndex& index, const char* kind, double rate, quint64 seed = 3)
{
    const auto made = degradedIndex(index, {QString::fromLatin1(kind), rate}, seed);
    EXPECT_TRUE(made);
    return made ? *made : nullptr;
}

ExperimentRequest smallRequest(const QStringList& kinds, std::vector<double> rates)
{
    ExperimentRequest request;
    request.title = QStringLiteral("noise");
    request.kinds = kinds;
    request.rates = std::move(rates);
    request.cascades = 40;
    request.plans = 40;
    request.seeds = 3;
    request.recipe = defaultRecipe();
    return request;
}

double meanOf(const Experiment& experiment, const char* kind, double rate, Measure measure)
{
    const ExperimentRow* row = rowOf(experiment, QString::fromLatin1(kind), rate, measure);
    EXPECT_TRUE(row && row->mean.value) << kind << rate << measureName(measure).toStdString();
    return row && row->mean.value ? *row->mean.value : -99;
}

} // namespace

TEST(DegradedIndex, OfRateNilChangesNothing)
{
    const auto index = syntheticCatalogue(400, 1);
    for (const char* kind : {"drop", "add", "swap", "values", "tracks", "genre"}) {
        const auto copy = damaged(*index, kind, 0);
        ASSERT_EQ(copy->trackCount(), index->trackCount());
        ASSERT_EQ(copy->valueCount(), index->valueCount()) << kind;
        for (quint32 track = 0; track < index->trackCount(); ++track) {
            ASSERT_EQ(labelsOf(*copy, track), labelsOf(*index, track)) << kind;
            ASSERT_EQ(copy->track(track).artist, index->track(track).artist);
            ASSERT_EQ(copy->track(track).numbers, index->track(track).numbers);
            ASSERT_EQ(copy->externalId(track), index->externalId(track));
        }
    }
}

TEST(DegradedIndex, OfRateOneDropsAllSwapsAllAndHidesAll)
{
    const auto index = syntheticCatalogue(400, 1);
    for (const char* kind : {"drop", "values", "tracks"})
        EXPECT_EQ(annotations(*damaged(*index, kind, 1)), 0) << kind;
    EXPECT_GE(damaged(*index, "drop", 1)->typeIndex(QStringLiteral("artist")), 0);

    const auto hidden = damaged(*index, "genre", 1);
    EXPECT_EQ(hidden->typeIndex(QStringLiteral("genre")), -1);
    EXPECT_GE(hidden->typeIndex(QStringLiteral("mood")), 0);

    const auto swapped = damaged(*index, "swap", 1);
    EXPECT_EQ(annotations(*swapped), annotations(*index));
    for (quint32 track = 0; track < index->trackCount(); ++track) {
        const QStringList before = labelsOf(*index, track);
        const QStringList after = labelsOf(*swapped, track);
        ASSERT_EQ(after.size(), before.size());
        if (before.size() == 1) {
            ASSERT_NE(after, before);
        }
    }
    EXPECT_EQ(annotations(*damaged(*index, "add", 1)), 2 * annotations(*index));
}

TEST(DegradedIndex, HitsAsManyAsTheRateSaysAndMoreAtAHigherOne)
{
    const auto index = syntheticCatalogue(3000, 1);
    const double all = static_cast<double>(annotations(*index));
    const auto some = damaged(*index, "drop", 0.3);
    const auto more = damaged(*index, "drop", 0.6);
    EXPECT_NEAR(static_cast<double>(annotations(*some)) / all, 0.7, 0.03);
    EXPECT_NEAR(static_cast<double>(annotations(*damaged(*index, "add", 0.3))) / all, 1.3, 0.03);
    EXPECT_NEAR(static_cast<double>(annotations(*damaged(*index, "tracks", 0.3))) / all, 0.7, 0.04);
    for (quint32 track = 0; track < index->trackCount(); ++track) {
        const QStringList left = labelsOf(*more, track);
        const QStringList before = labelsOf(*some, track);
        for (const QString& label : left)
            ASSERT_TRUE(before.contains(label));
    }
    EXPECT_ERROR(degradedIndex(*index, {QStringLiteral("drop"), 1.5}, 1), ErrorCode::InvalidValue);
    EXPECT_ERROR(degradedIndex(*index, {QStringLiteral("burn"), 0.5}, 1), ErrorCode::InvalidValue);
}

TEST(ShuffledValues, KeepHowManyEachTrackAndEachValueHas)
{
    const auto index = syntheticCatalogue(500, 8);
    ShuffledValues shuffled(*index);
    Random random(1);
    shuffled.shuffle(random);
    const auto tracks = shuffled.tracksOfValues();
    std::vector<std::vector<int>> perType(index->trackCount(), std::vector<int>(index->types().size()));
    qint64 moved = 0;
    for (ValueId value = 0; value < index->valueCount(); ++value) {
        EXPECT_EQ(tracks[value].size(), index->frequency(value));
        for (const quint32 track : tracks[value]) {
            ++perType[track][static_cast<std::size_t>(index->typeOf(value))];
            moved += index->tracksWith(value).contains(track) ? 0 : 1;
        }
    }
    EXPECT_GT(moved, 500);
    for (quint32 track = 0; track < index->trackCount(); ++track)
        for (const ValueId value : index->valuesOf(track))
            --perType[track][static_cast<std::size_t>(index->typeOf(value))];
    for (const auto& counts : perType)
        for (const int count : counts)
            EXPECT_EQ(count, 0);
}

TEST(NoiseExperiment, ChangesNothingAtNilAndEmptiesPoolsAtOne)
{
    const auto index = syntheticCatalogue(1500, 1);
    const auto found = runExperiment(index, smallRequest(noiseKinds(), {0, 0.3, 1}), {}, {});
    ASSERT_OK(found);
    for (const QString& kind : noiseKinds()) {
        const std::string spelled = kind.toStdString();
        const char* name = spelled.c_str();
        EXPECT_DOUBLE_EQ(meanOf(*found, name, 0, Measure::PoolRatio), 1);
        EXPECT_DOUBLE_EQ(meanOf(*found, name, 0, Measure::Jaccard), 1);
        EXPECT_DOUBLE_EQ(meanOf(*found, name, 0, Measure::EmptyPools), 0);
        EXPECT_DOUBLE_EQ(meanOf(*found, name, 0, Measure::LengthKept), 1);
        EXPECT_DOUBLE_EQ(meanOf(*found, name, 0, Measure::Distance), 0);
        EXPECT_LT(meanOf(*found, name, 0.3, Measure::Jaccard), 0.9);
    }
    EXPECT_DOUBLE_EQ(meanOf(*found, "drop", 1, Measure::PoolRatio), 0);
    EXPECT_DOUBLE_EQ(meanOf(*found, "drop", 1, Measure::EmptyPools), 1);
    EXPECT_GT(meanOf(*found, "add", 0.3, Measure::PoolRatio), 1);
    EXPECT_GT(*found->chanceDistance, 0);
    // No value of the cascades is left: nothing to be coherent.
    EXPECT_EQ(rowOf(*found, QStringLiteral("drop"), 1, Measure::Coherence)->mean.missing, 3);
}

TEST(NoiseExperiment, IsTheSameForAnyThreadsAndTellsMeanAndInterval)
{
    const auto index = syntheticCatalogue(800, 1);
    ExperimentRequest request = smallRequest({QStringLiteral("drop")}, {0.2});
    const auto one = runExperiment(index, request, {}, {});
    request.threads = 3;
    const auto three = runExperiment(index, request, {}, {});
    ASSERT_OK(one);
    ASSERT_OK(three);
    EXPECT_EQ(experimentCsv(*one), experimentCsv(*three));
    const auto& mean = rowOf(*one, QStringLiteral("drop"), 0.2, Measure::Jaccard)->mean;
    EXPECT_EQ(mean.n, 3);
    EXPECT_TRUE(*mean.low < *mean.value && *mean.value < *mean.high);
    request.seed = 2;
    const auto other = runExperiment(index, request, {}, {});
    ASSERT_OK(other);
    EXPECT_NE(experimentCsv(*one), experimentCsv(*other));
}

TEST(SparsityExperiment, HidesTypesAndValuesAndWritesAllForms)
{
    const auto index = syntheticCatalogue(1500, 1);
    EXPECT_EQ(sparsityKinds(*index),
              (QStringList{QStringLiteral("values"), QStringLiteral("tracks"), QStringLiteral("genre"),
                           QStringLiteral("mood"), QStringLiteral("theme")}));
    ExperimentRequest request = smallRequest(sparsityKinds(*index), {0.5, 1});
    request.title = QStringLiteral("sparsity");
    const auto found = runExperiment(index, request, {}, {});
    ASSERT_OK(found);
    EXPECT_DOUBLE_EQ(meanOf(*found, "values", 1, Measure::EmptyPools), 1);
    EXPECT_GT(meanOf(*found, "genre", 1, Measure::EmptyPools),
              meanOf(*found, "theme", 1, Measure::EmptyPools));
    EXPECT_EQ(experimentCsv(*found).count('\n'), 1 + 5 * 2 * static_cast<qsizetype>(allMeasures().size()));
    const QJsonObject json = QJsonDocument::fromJson(experimentJson(*found)).object();
    EXPECT_EQ(json.value(QStringLiteral("seeds")).toInt(), 3);
    EXPECT_FALSE(json.value(QStringLiteral("method")).toString().isEmpty());
    const QByteArray chart = experimentSvg(*found);
    EXPECT_EQ(chart.count("Rate: share of values or tracks hidden"),
              static_cast<qsizetype>(allMeasures().size()));
    EXPECT_TRUE(chart.contains("share of cascades"));
    QXmlStreamReader svg(chart);
    int lines = 0;
    while (!svg.atEnd())
        if (svg.readNext() == QXmlStreamReader::StartElement && svg.name() == QLatin1String("polyline"))
            ++lines;
    EXPECT_FALSE(svg.hasError()) << svg.errorString().toStdString();
    EXPECT_EQ(lines, 5 * static_cast<int>(allMeasures().size()));
}

TEST(Experiments, RefuseWhatMakesNoSenseAndStopWhenAsked)
{
    const auto index = syntheticCatalogue(300, 1);
    EXPECT_ERROR(runExperiment(index, smallRequest({}, {0.1}), {}, {}), ErrorCode::InvalidValue);
    EXPECT_ERROR(runExperiment(index, smallRequest({QStringLiteral("drop")}, {2}), {}, {}),
                 ErrorCode::InvalidValue);
    EXPECT_ERROR(runExperiment(index, smallRequest({QStringLiteral("burn")}, {0.1}), {}, {}),
                 ErrorCode::InvalidValue);
    CancelToken cancel;
    cancel.cancel();
    EXPECT_ERROR(runExperiment(index, smallRequest({QStringLiteral("drop")}, {0.1}), cancel, {}),
                 ErrorCode::Cancelled);
}
