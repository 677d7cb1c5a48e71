// plan compare-draws: the ways to draw values side by side.
#include "app/cli/planfigures.h"
#include "app/cli/recipeoptions.h"
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/base/tablefile.h"
#include "core/cascade/drawcomparison.h"
#include "core/catalogue/cataloguestore.h"

#include <QJsonArray>
#include <QThread>

namespace antiphon::cli {

namespace {

QString cell(std::optional<double> value)
{
    return (value ? QString::number(*value, 'f', 3) : QStringLiteral("-")).rightJustified(10);
}

QString drawText(const DrawBalance& draw)
{
    const QString name = valueDrawName(draw.draw);
    return draw.draw == ValueDraw::Tempered ? QStringLiteral("%1 %2").arg(name).arg(draw.temperature) : name;
}

QString tableText(const QList<DrawBalance>& draws)
{
    QString text = QStringLiteral("%1%2%3%4%5\n")
                       .arg(QStringLiteral("draw").leftJustified(22),
                            QStringLiteral("tracks:").leftJustified(11), QStringLiteral("Gini  coverage"),
                            QStringLiteral("   values: "), QStringLiteral("Gini  coverage"));
    for (const DrawBalance& draw : draws)
        text += drawText(draw).leftJustified(22) + QStringLiteral("     ") + cell(draw.balance.tracks.gini) +
                cell(draw.balance.tracks.coverage()) + QStringLiteral("     ") +
                cell(draw.balance.values.gini) + cell(draw.balance.values.coverage()) + QLatin1Char('\n');
    return text +
           QStringLiteral("Gini 0: all alike, 1: one has everything; coverage: the share that came at all\n");
}

Result<DrawComparisonRequest> requestOf(const Call& call, const Connection& connection)
{
    DrawComparisonRequest request;
    ANTIPHON_TRY_ASSIGN(request.plans, call.arguments.integer(QStringLiteral("count"), 2'000, 1, 10'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(QStringLiteral("seed"), 1, 0, INT64_MAX));
    const int cores = std::clamp(QThread::idealThreadCount(), 1, 8);
    ANTIPHON_TRY_ASSIGN(const qint64 threads,
                        call.arguments.integer(QStringLiteral("threads"), cores, 1, 64));
    request.seed = static_cast<quint64>(seed);
    request.threads = static_cast<int>(threads);
    ANTIPHON_TRY_ASSIGN(const RecipeVersion recipe, recipeAsked(connection, call));
    request.recipe = recipe.recipe;
    return request;
}

Result<Answer> run(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const DrawComparisonRequest request, requestOf(call, connection));
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue,
                        catalogueByName(connection, call.arguments.value(QStringLiteral("catalogue"))));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, catalogue.id));
    ANTIPHON_TRY_ASSIGN(const QList<DrawBalance> draws,
                        compareDraws(index, request, call.cancel, call.progress));
    QJsonArray rows;
    for (const DrawBalance& draw : draws) {
        QJsonObject row = balanceJson(draw.balance);
        row.insert(QStringLiteral("draw"), valueDrawName(draw.draw));
        if (draw.draw == ValueDraw::Tempered)
            row.insert(QStringLiteral("temperature"), draw.temperature);
        rows << row;
    }
    Answer answer{{{QStringLiteral("recipe"), request.recipe.name},
                   {QStringLiteral("catalogue"), catalogue.name},
                   {QStringLiteral("plans"), request.plans},
                   {QStringLiteral("seed"), static_cast<qint64>(request.seed)},
                   {QStringLiteral("draws"), rows}},
                  QStringLiteral("%L1 plans by each draw over %2, recipe %3, seed %4\n")
                      .arg(request.plans)
                      .arg(catalogue.name, request.recipe.name, QString::number(request.seed))};
    answer.text += tableText(draws);
    ANTIPHON_TRY(writeTable(call, drawComparisonCsv(draws), answer));
    return answer;
}

} // namespace

QList<Verb> drawVerbs()
{
    return {{{QStringLiteral("plan"), QStringLiteral("compare-draws")},
             {},
             0,
             0,
             QStringLiteral("how evenly each way to draw values spreads plans over tracks and values"),
             QStringLiteral("antiphon-cli plan compare-draws --count 2000 --project evening.antiphon"),
             {{QStringLiteral("count"), QStringLiteral("N"), QStringLiteral("plans by each draw (2000)")},
              {QStringLiteral("seed"), QStringLiteral("S"), QStringLiteral("of the draws (1)")},
              {QStringLiteral("recipe"), QStringLiteral("NAME[@V]|FILE"),
               QStringLiteral("a recipe of the project or a file of one (human shares)")},
              {QStringLiteral("threads"), QStringLiteral("T"),
               QStringLiteral("threads that draw; the figures do not depend on it")},
              {QStringLiteral("catalogue"), QStringLiteral("N"),
               QStringLiteral("which catalogue, where the project has several")},
              outOption()},
             run}};
}

} // namespace antiphon::cli
