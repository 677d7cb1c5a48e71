#include "app/cli/recipeoptions.h"

#include "core/base/linereader.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QLocale>

namespace antiphon::cli {

namespace {

Result<double> number(const Call& call, const QString& name, double minimum, double maximum)
{
    bool isNumber = false;
    const QString text = call.arguments.value(name);
    const double value = text.toDouble(&isNumber);
    if (!isNumber || !(value >= minimum && value <= maximum))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--%1 %2").arg(name, text),
                    QStringLiteral("it must be a number from %1 to %2")
                        .arg(QString::number(minimum), QString::number(maximum)));
    return value;
}

Result<GoalRule> goalOf(const Call& call, int listSize)
{
    const QString text = call.arguments.value(QStringLiteral("goal"));
    GoalRule goal{1, 0};
    bool isNumber = text == QLatin1String("track");
    if (text.startsWith(QLatin1String("set:")))
        goal.tracks = QStringView(text).sliced(4).toInt(&isNumber);
    if (!isNumber || goal.tracks < 1 || goal.tracks > listSize)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--goal ") + text,
                    QStringLiteral("a goal is 'track' or 'set:K' with K up to %1").arg(listSize));
    ANTIPHON_TRY_ASSIGN(const qint64 reply, call.arguments.integer(QStringLiteral("goal-reply"), 0, 0, 50));
    goal.reply = static_cast<int>(reply);
    return goal;
}

template<typename Value>
Result<Value> named(const Call& call, const QString& option, std::optional<Value> (*find)(const QString&),
                    const QStringList& names)
{
    const QString text = call.arguments.value(option);
    if (const auto value = find(text))
        return *value;
    return fail(ErrorCode::InvalidValue, QStringLiteral("--%1 %2").arg(option, text),
                QStringLiteral("there are ") + names.join(QStringLiteral(", ")));
}

QString facetName(ShareFacet facet)
{
    switch (facet) {
    case ShareFacet::Intents:
        return QStringLiteral("intents");
    case ShareFacet::Actions:
        return QStringLiteral("actions");
    case ShareFacet::Types:
        break;
    }
    return QStringLiteral("attributes");
}

} // namespace

Result<RecipeVersion> recipeAsked(const Connection& connection, const Call& call)
{
    const QString asked = call.arguments.value(QStringLiteral("recipe"));
    if (asked.isEmpty())
        return shippedRecipe();
    if (!QFileInfo::exists(asked) && !asked.endsWith(QLatin1String(".json")))
        return recipeCalled(connection, asked);
    ANTIPHON_TRY_ASSIGN(const QByteArray json, readWholeFile(asked));
    RecipeVersion version;
    ANTIPHON_TRY_ASSIGN(version.recipe, recipeFromJson(json, asked));
    return version;
}

QList<Option> drawOptions()
{
    return {{QStringLiteral("draw"), QStringLiteral("D"),
             QStringLiteral("how values are drawn: ") + valueDrawNames().join(QStringLiteral(", "))},
            {QStringLiteral("temperature"), QStringLiteral("T"),
             QStringLiteral("of --draw tempered: 1 is by frequency, more favours rare values (1)")},
            {QStringLiteral("content-share"), QStringLiteral("S"),
             QStringLiteral("0 to 1: how much content has of what metadata and content have together")},
            {QStringLiteral("lists"), QStringLiteral("D"),
             QStringLiteral("how tracks are drawn: ") + listDrawNames().join(QStringLiteral(", "))},
            {QStringLiteral("goal"), QStringLiteral("G"),
             QStringLiteral("what each dialogue is after: track, or set:K")},
            {QStringLiteral("goal-reply"), QStringLiteral("N"),
             QStringLiteral("the reply that lists the goal (the last one)")}};
}

Result<Recipe> withDrawOptions(const Call& call, Recipe recipe)
{
    const Arguments& arguments = call.arguments;
    if (arguments.has(QStringLiteral("draw"))) {
        ANTIPHON_TRY_ASSIGN(recipe.draw, named(call, QStringLiteral("draw"), valueDrawOf, valueDrawNames()));
    }
    if (arguments.has(QStringLiteral("lists"))) {
        ANTIPHON_TRY_ASSIGN(recipe.lists, named(call, QStringLiteral("lists"), listDrawOf, listDrawNames()));
    }
    if (arguments.has(QStringLiteral("temperature"))) {
        ANTIPHON_TRY_ASSIGN(recipe.temperature, number(call, QStringLiteral("temperature"), 0.05, 20));
    }
    if (arguments.has(QStringLiteral("content-share"))) {
        ANTIPHON_TRY_ASSIGN(recipe.contentShare, number(call, QStringLiteral("content-share"), 0, 1));
    }
    if (arguments.has(QStringLiteral("goal"))) {
        ANTIPHON_TRY_ASSIGN(recipe.goal, goalOf(call, recipe.listSize));
    }
    return recipe;
}

Option keepExcludesOption()
{
    return {QStringLiteral("keep-excludes"), QString(),
            QStringLiteral("calibrate without excluding more values than the recipe says")};
}

Result<Calibration> calibrate(const Call& call, const std::shared_ptr<const CatalogueIndex>& index,
                              const Recipe& recipe, quint64 seed, int threads)
{
    CalibrationRequest request;
    request.recipe = recipe;
    request.seed = seed;
    request.threads = threads;
    request.mayExclude = !call.arguments.has(QStringLiteral("keep-excludes"));
    return calibrateRecipe(index, request, call.cancel, call.progress);
}

namespace {

QJsonObject shareJson(const CalibratedShare& share)
{
    return {{QStringLiteral("named"), share.named},
            {QStringLiteral("aim"), share.aim},
            {QStringLiteral("wishedBefore"), share.before.wished},
            {QStringLiteral("before"), share.before.drawn},
            {QStringLiteral("wishedAfter"), share.after.wished},
            {QStringLiteral("after"), share.after.drawn},
            {QStringLiteral("gap"), share.gap()},
            {QStringLiteral("error"), share.after.error}};
}

QString facetTitle(const Calibration& calibration, ShareFacet facet)
{
    switch (facet) {
    case ShareFacet::Intents:
        return QStringLiteral("User intents, percent of %L1 user turns").arg(calibration.userTurns);
    case ShareFacet::Actions:
        return QStringLiteral("System actions, percent of %L1 system turns").arg(calibration.systemTurns);
    case ShareFacet::Types:
        break;
    }
    return QStringLiteral("Attribute types, percent of %L1 user turns").arg(calibration.userTurns);
}

} // namespace

QJsonObject calibrationJson(const Calibration& calibration)
{
    QJsonObject shares;
    for (const CalibratedShare& share : calibration.shares) {
        QJsonObject facet = shares.value(facetName(share.of.facet)).toObject();
        facet.insert(share.of.label, shareJson(share));
        shares.insert(facetName(share.of.facet), facet);
    }
    return {{QStringLiteral("rounds"), calibration.rounds},
            {QStringLiteral("drawn"), calibration.drawn},
            {QStringLiteral("plans"), calibration.plans},
            {QStringLiteral("userTurns"), calibration.userTurns},
            {QStringLiteral("systemTurns"), calibration.systemTurns},
            {QStringLiteral("lacking"), QJsonArray::fromStringList(calibration.lacking)},
            {QStringLiteral("farthestBefore"), calibration.farthestBefore},
            {QStringLiteral("farthestAfter"), calibration.farthestAfter},
            {QStringLiteral("farthestError"), calibration.farthestError},
            {QStringLiteral("farthestLabel"), calibration.farthestLabel},
            {QStringLiteral("excludedBefore"), calibration.excludedBefore},
            {QStringLiteral("excludedAfter"), calibration.excludedAfter},
            {QStringLiteral("shares"), shares}};
}

QString calibrationText(const Calibration& calibration)
{
    const QLocale locale;
    const auto points = [&](double value, int width = 0) {
        return locale.toString(value, 'f', 2).rightJustified(width);
    };
    QString text =
        QStringLiteral("Calibrated in %L1 rounds of %L2 plans together: the largest gap is %3 points "
                       "(%4, standard error %5), before %6\n")
            .arg(calibration.rounds)
            .arg(calibration.drawn)
            .arg(points(calibration.farthestAfter), calibration.farthestLabel,
                 points(calibration.farthestError), points(calibration.farthestBefore));
    text += QStringLiteral("%1 % of the named values are excludes, before %2 %\n")
                .arg(points(calibration.excludedAfter), points(calibration.excludedBefore));
    if (!calibration.lacking.isEmpty())
        text += QStringLiteral("The catalogue lacks %1: shares of types are compared among the others\n")
                    .arg(calibration.lacking.join(QStringLiteral(", ")));
    text +=
        QStringLiteral("Measured on %L1 plans that no round saw; meant: what turns were drawn to do before "
                       "pools made them fall back\n")
            .arg(calibration.plans);
    std::optional<ShareFacet> facet;
    for (const CalibratedShare& share : calibration.shares) {
        if (std::exchange(facet, share.of.facet) != share.of.facet)
            text += QStringLiteral("\n%1\n  %2 before: meant   drawn  after: meant   drawn     gap   error\n")
                        .arg(facetTitle(calibration, share.of.facet), QStringLiteral("   named     aim"));
        text += points(share.named, 10) + points(share.aim, 8) + points(share.before.wished, 14) +
                points(share.before.drawn, 8) + points(share.after.wished, 14) +
                points(share.after.drawn, 8) + points(share.gap(), 8) + points(share.after.error, 8) +
                QStringLiteral("   ") + share.of.label + QLatin1Char('\n');
    }
    return text;
}

} // namespace antiphon::cli
