// The experiments on the catalogue's annotations, on the command line.
#include "app/cli/counttext.h"
#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/base/tablefile.h"
#include "core/cascade/experiment.h"
#include "core/catalogue/cataloguestore.h"

#include <QDir>
#include <QJsonDocument>
#include <QThread>

namespace antiphon::cli {

namespace {

Result<std::vector<double>> ratesOf(const Call& call)
{
    std::vector<double> rates;
    const QString text =
        call.arguments.value(QStringLiteral("rates"), QStringLiteral("0,0.05,0.1,0.2,0.3,0.5"));
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        bool isNumber = false;
        rates.push_back(part.trimmed().toDouble(&isNumber));
        if (!isNumber || !(rates.back() >= 0.0 && rates.back() <= 1.0))
            return fail(ErrorCode::InvalidValue, QStringLiteral("--rates ") + text,
                        QStringLiteral("rates between 0 and 1 are needed, such as 0,0.1,0.5"));
    }
    return rates;
}

Result<Recipe> recipeOf(const Call& call)
{
    const QString path = call.arguments.value(QStringLiteral("recipe"));
    if (path.isEmpty())
        return defaultRecipe();
    ANTIPHON_TRY_ASSIGN(const QByteArray json, readWholeFile(path));
    return recipeFromJson(json, path);
}

Result<ExperimentRequest> requestOf(const Call& call, const QString& title)
{
    ExperimentRequest request;
    request.title = title;
    ANTIPHON_TRY_ASSIGN(request.rates, ratesOf(call));
    ANTIPHON_TRY_ASSIGN(const qint64 cascades,
                        call.arguments.integer(QStringLiteral("cascades"), 200, 1, 100'000));
    ANTIPHON_TRY_ASSIGN(const qint64 plans,
                        call.arguments.integer(QStringLiteral("plans"), 300, 1, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seeds, call.arguments.integer(QStringLiteral("seeds"), 5, 1, 1000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0, INT64_MAX));
    const int cores = std::clamp(QThread::idealThreadCount(), 1, 8);
    ANTIPHON_TRY_ASSIGN(const qint64 threads,
                        call.arguments.integer(QStringLiteral("threads"), cores, 1, 64));
    ANTIPHON_TRY_ASSIGN(request.recipe, recipeOf(call));
    request.cascades = static_cast<int>(cascades);
    request.plans = static_cast<int>(plans);
    request.seeds = static_cast<int>(seeds);
    request.seed = static_cast<quint64>(seed);
    request.threads = static_cast<int>(threads);
    return request;
}

// One line a kind and rate, the measures beside each other.
QString tableText(const Experiment& experiment)
{
    QString text = QStringLiteral("  %1").arg(QStringLiteral("kind").leftJustified(14)) +
                   QStringLiteral("rate").rightJustified(6);
    for (const Measure measure : allMeasures())
        text += measureName(measure).rightJustified(16);
    text += QLatin1Char('\n');
    for (const QString& kind : experiment.kinds) {
        for (const double rate : experiment.rates) {
            text +=
                QStringLiteral("  %1").arg(kind.leftJustified(14)) + QString::number(rate).rightJustified(6);
            for (const Measure measure : allMeasures()) {
                const ExperimentRow* row = rowOf(experiment, kind, rate, measure);
                text += (row && row->mean.value ? QString::number(*row->mean.value, 'f', 3)
                                                : QStringLiteral("undefined"))
                            .rightJustified(16);
            }
            text += QLatin1Char('\n');
        }
    }
    return text;
}

Result<void> writeFiles(const QString& folder, const Experiment& experiment)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::WriteFailed, folder, QStringLiteral("the folder cannot be made"));
    const QString base = QDir(folder).filePath(experiment.title);
    const QByteArray csv = experimentCsv(experiment);
    ANTIPHON_TRY(writeTableFile(base + QStringLiteral(".csv"), csv));
    ANTIPHON_TRY(writeTableFile(base + QStringLiteral(".xlsx"), csv));
    ANTIPHON_TRY(writeWholeFile(base + QStringLiteral(".json"), experimentJson(experiment)));
    return writeWholeFile(base + QStringLiteral(".svg"), experimentSvg(experiment));
}

Result<Answer> run(const Call& call, const QString& title)
{
    ANTIPHON_TRY_ASSIGN(ExperimentRequest request, requestOf(call, title));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue,
                        catalogueByName(connection, call.arguments.value(QStringLiteral("catalogue"))));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, catalogue.id));
    const QString kinds = call.arguments.value(QStringLiteral("kinds"));
    request.kinds = !kinds.isEmpty()                  ? kinds.split(QLatin1Char(','), Qt::SkipEmptyParts)
                    : title == QLatin1String("noise") ? noiseKinds()
                                                      : sparsityKinds(*index);
    ANTIPHON_TRY_ASSIGN(const Experiment experiment,
                        runExperiment(index, request, call.cancel, call.progress));
    const QString folder = call.arguments.value(QStringLiteral("out"));
    ANTIPHON_TRY(writeFiles(folder, experiment));
    Answer answer;
    answer.json = QJsonDocument::fromJson(experimentJson(experiment)).object();
    answer.json.insert(QStringLiteral("out"), folder);
    answer.text = tableText(experiment) + experimentMethod(experiment) + QLatin1Char('\n');
    if (experiment.chanceDistance)
        answer.text += QStringLiteral("Plans of another seed on the same catalogue lie %1 apart.\n")
                           .arg(QString::number(*experiment.chanceDistance, 'f', 3));
    answer.text += QStringLiteral("Wrote the table, the chart and the figures to %1 in %2 s\n")
                       .arg(folder, QString::number(experiment.seconds, 'f', 1));
    return answer;
}

Verb verb(const QString& title, const QString& summary, const QString& kinds)
{
    return {
        {QStringLiteral("experiment"), title},
        {},
        0,
        0,
        summary,
        QStringLiteral(
            "antiphon-cli experiment %1 --rates 0,0.1,0.3 --out figures --project evening.antiphon")
            .arg(title),
        {{QStringLiteral("out"), QStringLiteral("DIR"), QStringLiteral("folder for CSV, XLSX, SVG and JSON"),
          true},
         {QStringLiteral("rates"), QStringLiteral("A,B,..."),
          QStringLiteral("0 to 1 (0,0.05,0.1,0.2,0.3,0.5)")},
         {QStringLiteral("kinds"), QStringLiteral("K,L,..."), kinds},
         {QStringLiteral("cascades"), QStringLiteral("N"), QStringLiteral("random cascades (200)")},
         {QStringLiteral("plans"), QStringLiteral("N"), QStringLiteral("plans on each catalogue (300)")},
         {QStringLiteral("seeds"), QStringLiteral("R"), QStringLiteral("damages of each kind and rate (5)")},
         {QStringLiteral("seed"), QStringLiteral("S"), QStringLiteral("of everything that is drawn (1)")},
         {QStringLiteral("recipe"), QStringLiteral("FILE"), QStringLiteral("a recipe (the human shares)")},
         {QStringLiteral("threads"), QStringLiteral("T"), QStringLiteral("the figures do not depend on it")},
         {QStringLiteral("catalogue"), QStringLiteral("N"),
          QStringLiteral("which catalogue, where the project has several")}},
        [title](const Call& call) { return run(call, title); }};
}

} // namespace

QList<Verb> experimentVerbs()
{
    return {verb(QStringLiteral("noise"), QStringLiteral("what wrong annotations do to cascades and plans"),
                 QStringLiteral("drop, add, swap (all)")),
            verb(QStringLiteral("sparsity"),
                 QStringLiteral("what missing annotations do to cascades and plans"),
                 QStringLiteral("values, tracks, and names of attribute types (all)"))};
}

} // namespace antiphon::cli
