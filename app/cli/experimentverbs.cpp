// The experiments on the catalogue's annotations, on the command line.
#include "app/cli/experimentoutput.h"
#include "app/cli/recipeoptions.h"
#include "app/cli/verbs.h"
#include "core/catalogue/cataloguestore.h"

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
    request.cascades = static_cast<int>(cascades);
    request.plans = static_cast<int>(plans);
    request.seeds = static_cast<int>(seeds);
    request.seed = static_cast<quint64>(seed);
    request.threads = static_cast<int>(threads);
    request.kinds = call.arguments.value(QStringLiteral("kinds")).split(QLatin1Char(','), Qt::SkipEmptyParts);
    return request;
}

Result<Answer> run(const Call& call, const QString& title)
{
    ExperimentOrder order;
    order.name = call.arguments.value(QStringLiteral("name"));
    ANTIPHON_TRY_ASSIGN(order.request, requestOf(call, title));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue,
                        catalogueByName(connection, call.arguments.value(QStringLiteral("catalogue"))));
    order.catalogue = catalogue.id;
    ANTIPHON_TRY_ASSIGN(order.recipe, recipeAsked(connection, call));
    ANTIPHON_TRY_ASSIGN(const KeptExperiment kept,
                        runAndKeep(connection, call.actor, order, call.cancel, call.progress));
    Answer answer{experimentObject(kept.found), experimentTable(kept.found) + experimentHead(kept.found)};
    answer.text += QStringLiteral("Kept as %1 after %2 s\n")
                       .arg(kept.found.name, QString::number(kept.found.seconds, 'f', 1));
    const QString folder = call.arguments.value(QStringLiteral("out"));
    if (!folder.isEmpty()) {
        ANTIPHON_TRY(writeExperiment(folder, title, kept.found));
        answer.json.insert(QStringLiteral("out"), folder);
        answer.text += QStringLiteral("Wrote the table, the chart and the figures to %1\n").arg(folder);
    }
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
        {{QStringLiteral("out"), QStringLiteral("DIR"), QStringLiteral("folder for CSV, XLSX, SVG and JSON")},
         {QStringLiteral("name"), QStringLiteral("NAME"),
          QStringLiteral("what it is kept as (%1 and the next number)").arg(title)},
         {QStringLiteral("rates"), QStringLiteral("A,B,..."),
          QStringLiteral("0 to 1 (0,0.05,0.1,0.2,0.3,0.5)")},
         {QStringLiteral("kinds"), QStringLiteral("K,L,..."), kinds},
         {QStringLiteral("cascades"), QStringLiteral("N"), QStringLiteral("random cascades (200)")},
         {QStringLiteral("plans"), QStringLiteral("N"), QStringLiteral("plans on each catalogue (300)")},
         {QStringLiteral("seeds"), QStringLiteral("R"), QStringLiteral("damages of each kind and rate (5)")},
         {QStringLiteral("seed"), QStringLiteral("S"), QStringLiteral("of everything that is drawn (1)")},
         {QStringLiteral("recipe"), QStringLiteral("NAME[@V]|FILE"),
          QStringLiteral("a recipe of the project or a file of one (human shares)")},
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
