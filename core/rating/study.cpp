#include "core/rating/study.h"

#include <QJsonArray>
#include <QSet>

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
    return {{QStringLiteral("key"), criterion.key},
            {QStringLiteral("name"), criterion.name},
            {QStringLiteral("question"), criterion.question},
            {QStringLiteral("definition"), criterion.definition},
            {QStringLiteral("anchors"), QJsonArray::fromStringList(criterion.anchors)}};
}

// A criterion may be named by its key alone, which takes it from the presets.
Criterion criterionOf(const QJsonValue& value)
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
    if (given.contains(QStringLiteral("anchors")))
        criterion.anchors = textsOf(given[QStringLiteral("anchors")]);
    return criterion;
}

bool hasDoubles(const QStringList& texts)
{
    return QSet<QString>(texts.begin(), texts.end()).size() != texts.size();
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
    return json;
}

Result<StudyDefinition> definitionFromJson(const QJsonObject& json)
{
    StudyDefinition definition;
    definition.name = json[QStringLiteral("name")].toString();
    definition.sources = textsOf(json[QStringLiteral("sources")]);
    if (json.contains(QStringLiteral("criteria"))) {
        definition.criteria.clear();
        for (const QJsonArray criteria = json[QStringLiteral("criteria")].toArray();
             const QJsonValue& criterion : criteria)
            definition.criteria << criterionOf(criterion);
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
    ANTIPHON_TRY(checkDefinition(definition));
    return definition;
}

Result<void> checkDefinition(const StudyDefinition& definition)
{
    if (definition.name.trimmed().isEmpty())
        return invalid(QStringLiteral("name"), QStringLiteral("a study needs a name"));
    if (definition.sources.size() < 2 || hasDoubles(definition.sources))
        return invalid(QStringLiteral("sources"),
                       QStringLiteral("a study compares two or more different sources"));
    if (definition.sources.size() > 26)
        return invalid(QStringLiteral("sources"), QStringLiteral("a study compares at most 26 sources"));
    if (definition.raters.isEmpty() || hasDoubles(definition.raters) || definition.raters.contains(QString()))
        return invalid(QStringLiteral("raters"), QStringLiteral("a study needs raters with different names"));
    if (definition.itemsPerSource < 1 || definition.itemsPerSource > 10'000)
        return invalid(QStringLiteral("items"), QStringLiteral("it is from 1 to 10000 for each source"));
    if (definition.points < 2 || definition.points > 9)
        return invalid(QStringLiteral("points"), QStringLiteral("a scale has 2 to 9 points, one digit each"));
    if (!(definition.margin > 0.0) || definition.margin >= definition.points)
        return invalid(QStringLiteral("margin"),
                       QStringLiteral("it is above 0 and below the points of the scale"));
    if (!(definition.shareMargin >= 0.0) || definition.shareMargin >= 0.5)
        return invalid(QStringLiteral("margin_share"),
                       QStringLiteral("it is a share from 0 to below one half"));
    if (!(definition.oddsMargin >= 0.0) || definition.oddsMargin > 10.0)
        return invalid(QStringLiteral("margin_log_odds"),
                       QStringLiteral("it is above 0 and at most 10, or 0 for none"));
    if (!(definition.alpha > 0.0) || definition.alpha >= 0.5)
        return invalid(QStringLiteral("alpha"), QStringLiteral("it is above 0 and below 0.5"));
    QStringList keys;
    for (const Criterion& criterion : definition.criteria) {
        keys << criterion.key;
        if (criterion.key.isEmpty() || criterion.anchors.size() != definition.points)
            return invalid(
                QStringLiteral("criteria"),
                QStringLiteral("each has a key and a word for each of the %1 points").arg(definition.points));
    }
    if (keys.isEmpty() || hasDoubles(keys))
        return invalid(QStringLiteral("criteria"),
                       QStringLiteral("a study needs criteria with different keys"));
    return {};
}

} // namespace antiphon
