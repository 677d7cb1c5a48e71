#include "core/rating/study.h"

#include <QJsonArray>

namespace antiphon {

namespace {

QStringList presetAnchors()
{
    return {QStringLiteral("not at all"), QStringLiteral("a little"), QStringLiteral("partly"),
            QStringLiteral("mostly"), QStringLiteral("fully")};
}

Failure invalid(const QString& field, const QString& detail)
{
    return fail(ErrorCode::InvalidValue, QStringLiteral("\"%1\" of the study").arg(field), detail);
}

QString matchingWord(Matching matching)
{
    return matching == Matching::Turns ? QStringLiteral("turns") : QStringLiteral("none");
}

QString trackWord(TrackForm form)
{
    switch (form) {
    case TrackForm::Titles:
        return QStringLiteral("titles");
    case TrackForm::Mark:
        return QStringLiteral("mark");
    case TrackForm::Hidden:
        return QStringLiteral("hidden");
    case TrackForm::Automatic:
        break;
    }
    return QStringLiteral("automatic");
}

Result<TrackForm> trackFormOf(const QString& word)
{
    for (const TrackForm form :
         {TrackForm::Automatic, TrackForm::Titles, TrackForm::Mark, TrackForm::Hidden}) {
        if (trackWord(form) == word)
            return form;
    }
    return invalid(QStringLiteral("tracks"), QStringLiteral("it is automatic, titles, mark or hidden"));
}

QStringList textsOf(const QJsonValue& value)
{
    QStringList texts;
    for (const QJsonArray array = value.toArray(); const QJsonValue& text : array)
        texts << text.toString();
    return texts;
}

QJsonObject criterionJson(const Criterion& criterion)
{
    QJsonObject json{{QStringLiteral("key"), criterion.key},
                     {QStringLiteral("name"), criterion.name},
                     {QStringLiteral("question"), criterion.question},
                     {QStringLiteral("definition"), criterion.definition},
                     {QStringLiteral("anchors"), QJsonArray::fromStringList(criterion.anchors)}};
    if (criterion.kind != QuestionKind::Dialogue)
        json[QStringLiteral("kind")] = kindWord(criterion.kind);
    return json;
}

bool isOnScale(QuestionKind kind)
{
    return kind == QuestionKind::Dialogue || kind == QuestionKind::Turn;
}

// A criterion may be named by its key alone, which takes it from the presets.
Result<Criterion> criterionFrom(const QJsonValue& value)
{
    const QString key = value.isString() ? value.toString() : value[QStringLiteral("key")].toString();
    Criterion criterion{key, key, {}, {}, presetAnchors()};
    for (const Criterion& preset : presetCriteria()) {
        if (preset.key == key)
            criterion = preset;
    }
    const QJsonObject given = value.toObject();
    criterion.name = given[QStringLiteral("name")].toString(criterion.name);
    criterion.question = given[QStringLiteral("question")].toString(criterion.question);
    criterion.definition = given[QStringLiteral("definition")].toString(criterion.definition);
    const auto kind = kindOf(given[QStringLiteral("kind")].toString(kindWord(QuestionKind::Dialogue)));
    if (!kind)
        return invalid(QStringLiteral("criteria"),
                       QStringLiteral("the kind of %1 is dialogue, turn, pair or best-worst").arg(key));
    criterion.kind = *kind;
    if (given.contains(QStringLiteral("anchors")))
        criterion.anchors = textsOf(given[QStringLiteral("anchors")]);
    else if (!isOnScale(criterion.kind))
        criterion.anchors.clear();
    return criterion;
}

Result<QList<Criterion>> criteriaFrom(const QJsonValue& value)
{
    QList<Criterion> criteria;
    for (const QJsonArray array = value.toArray(); const QJsonValue& one : array) {
        ANTIPHON_TRY_ASSIGN(const Criterion criterion, criterionFrom(one));
        criteria << criterion;
    }
    return criteria;
}

} // namespace

QList<Criterion> presetCriteria()
{
    return {
        {QStringLiteral("consistency"), QStringLiteral("Consistency"),
         QStringLiteral("Does each turn fit what was said before?"),
         QStringLiteral(
             "Look at the dialogue as a whole. Wishes that were stated stay in force until they are taken "
             "back, nobody contradicts what was said or forgets it, and no turn answers something that "
             "comes only later."),
         presetAnchors()},
        {QStringLiteral("relevance"), QStringLiteral("Relevance"),
         QStringLiteral("Do the replies and tracks serve the wishes?"),
         QStringLiteral(
             "Look at what the listener asks for and at what comes back. A relevant reply takes up the "
             "wish of the turn before it, and the music it speaks of or shows is what a person with "
             "that wish could want to hear."),
         presetAnchors()},
        {QStringLiteral("naturalness"), QStringLiteral("Naturalness"),
         QStringLiteral("Could two people have talked like this?"),
         QStringLiteral(
             "Look at the language. Natural turns read like something a person would say to another one: "
             "varied, to the point, at ease. Typing errors and short turns are no fault in themselves."),
         presetAnchors()}};
}

QString kindWord(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::Turn:
        return QStringLiteral("turn");
    case QuestionKind::Pair:
        return QStringLiteral("pair");
    case QuestionKind::BestWorst:
        return QStringLiteral("best-worst");
    case QuestionKind::Dialogue:
        break;
    }
    return QStringLiteral("dialogue");
}

std::optional<QuestionKind> kindOf(const QString& word)
{
    for (const QuestionKind kind :
         {QuestionKind::Dialogue, QuestionKind::Turn, QuestionKind::Pair, QuestionKind::BestWorst}) {
        if (kindWord(kind) == word)
            return kind;
    }
    return std::nullopt;
}

QStringList numberedRaters(int count)
{
    QStringList raters;
    for (int i = 1; i <= count; ++i)
        raters << QStringLiteral("rater-%1").arg(i);
    return raters;
}

QJsonObject definitionJson(const StudyDefinition& definition)
{
    QJsonArray criteria;
    for (const Criterion& criterion : definition.criteria)
        criteria << criterionJson(criterion);
    QJsonObject json{
        {QStringLiteral("name"), definition.name},
        {QStringLiteral("sources"), QJsonArray::fromStringList(definition.sources)},
        {QStringLiteral("criteria"), criteria},
        {QStringLiteral("points"), definition.points},
        {QStringLiteral("items"), definition.itemsPerSource},
        {QStringLiteral("raters"), QJsonArray::fromStringList(definition.raters)},
        {QStringLiteral("margin"), definition.margin},
        {QStringLiteral("alpha"), definition.alpha},
        {QStringLiteral("seed"), QString::number(definition.seed)},
        {QStringLiteral("match"), matchingWord(definition.matching)},
        {QStringLiteral("tracks"), trackWord(definition.tracks)},
        {QStringLiteral("identity_words"), QJsonArray::fromStringList(definition.identityWords)}};
    if (definition.oddsMargin > 0.0) // studies sealed before there was one keep their digest
        json[QStringLiteral("margin_log_odds")] = definition.oddsMargin;
    if (definition.shareMargin > 0.0)
        json[QStringLiteral("margin_share")] = definition.shareMargin;
    if (!definition.answerKeys.isEmpty())
        json[QStringLiteral("keys")] = QJsonArray::fromStringList(definition.answerKeys);
    const std::pair<QString, bool> flags[] = {{QStringLiteral("comments"), definition.comments},
                                              {QStringLiteral("skip"), definition.skip},
                                              {QStringLiteral("guess"), definition.guess}};
    for (const auto& [name, isSet] : flags) {
        if (isSet)
            json[name] = true;
    }
    addRules(json, definition.rules);
    return json;
}

Result<StudyDefinition> definitionFromJson(const QJsonObject& json)
{
    StudyDefinition definition;
    definition.name = json[QStringLiteral("name")].toString();
    definition.sources = textsOf(json[QStringLiteral("sources")]);
    if (json.contains(QStringLiteral("criteria"))) {
        ANTIPHON_TRY_ASSIGN(definition.criteria, criteriaFrom(json[QStringLiteral("criteria")]));
    }
    definition.points = json[QStringLiteral("points")].toInt(definition.points);
    definition.itemsPerSource = json[QStringLiteral("items")].toInt(definition.itemsPerSource);
    const QJsonValue raters = json[QStringLiteral("raters")];
    definition.raters =
        raters.isDouble() ? numberedRaters(qBound(0, raters.toInt(), 10'000)) : textsOf(raters);
    definition.margin = json[QStringLiteral("margin")].toDouble(definition.margin);
    definition.oddsMargin = json[QStringLiteral("margin_log_odds")].toDouble(definition.oddsMargin);
    definition.shareMargin = json[QStringLiteral("margin_share")].toDouble(definition.shareMargin);
    definition.alpha = json[QStringLiteral("alpha")].toDouble(definition.alpha);
    // A seed has 64 bits, more than a JSON number keeps, so it may be written as text.
    const QJsonValue seed = json[QStringLiteral("seed")];
    bool seedOk = true;
    if (seed.isString())
        definition.seed = seed.toString().toULongLong(&seedOk);
    else if (seed.isDouble())
        definition.seed = static_cast<quint64>(qMax(0.0, seed.toDouble()));
    if (!seedOk)
        return invalid(QStringLiteral("seed"), QStringLiteral("it is a whole number"));
    const QString match = json[QStringLiteral("match")].toString(matchingWord(definition.matching));
    if (match != matchingWord(Matching::Turns) && match != matchingWord(Matching::None))
        return invalid(QStringLiteral("match"), QStringLiteral("it is turns or none"));
    definition.matching = match == matchingWord(Matching::Turns) ? Matching::Turns : Matching::None;
    ANTIPHON_TRY_ASSIGN(definition.tracks,
                        trackFormOf(json[QStringLiteral("tracks")].toString(trackWord(definition.tracks))));
    definition.identityWords = textsOf(json[QStringLiteral("identity_words")]);
    definition.answerKeys = textsOf(json[QStringLiteral("keys")]);
    definition.comments = json[QStringLiteral("comments")].toBool();
    definition.skip = json[QStringLiteral("skip")].toBool();
    definition.guess = json[QStringLiteral("guess")].toBool();
    ANTIPHON_TRY_ASSIGN(definition.rules, rulesFromJson(json));
    ANTIPHON_TRY(checkDefinition(definition));
    return definition;
}

} // namespace antiphon
