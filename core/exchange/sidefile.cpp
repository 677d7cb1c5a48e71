#include "core/exchange/sidefile.h"

#include "core/exchange/dialoguetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace antiphon {

namespace {

template<typename List, typename Make>
QJsonArray jsonOf(const List& list, Make make)
{
    QJsonArray array;
    for (const auto& one : list)
        array << make(one);
    return array;
}

QJsonArray spanJson(TextSpan span)
{
    return {span.begin, span.end};
}

QJsonObject trackJson(const TrackReference& track)
{
    return {{QStringLiteral("id"), track.externalId},
            {QStringLiteral("verdict"), static_cast<int>(track.verdict)}};
}

QJsonObject dialogueJson(const Dialogue& dialogue)
{
    const DialogueText text = textOf(dialogue);
    QJsonArray turns;
    for (qsizetype i = 0; i < dialogue.turns.size(); ++i) {
        const Turn& turn = dialogue.turns[i];
        const qint64 begin = text.labels[i].end;
        const qint64 end = turn.text.isEmpty() ? begin : text.turns[i].end;
        turns << QJsonObject{{QStringLiteral("id"), turn.id.toText()},
                             {QStringLiteral("role"), roleWord(turn.role)},
                             {QStringLiteral("span"), spanJson({begin, end})},
                             {QStringLiteral("tracks"), jsonOf(turn.tracks, trackJson)},
                             {QStringLiteral("intents"), QJsonArray::fromStringList(turn.intents)},
                             {QStringLiteral("attributes"), QJsonArray::fromStringList(turn.attributes)}};
    }
    return {{QStringLiteral("id"), dialogue.id.toText()},
            {QStringLiteral("source"), dialogue.source.toText()},
            {QStringLiteral("external_id"), dialogue.externalId},
            {QStringLiteral("goal"), QJsonArray::fromStringList(dialogue.goal)},
            {QStringLiteral("turns"), turns}};
}

QJsonObject factsJson(const SourceTrack& track)
{
    return {{QStringLiteral("id"), track.externalId},
            {QStringLiteral("title"), track.title},
            {QStringLiteral("artist"), track.artist},
            {QStringLiteral("album"), track.album}};
}

QJsonObject sourceJson(const Source& source, const QList<SourceTrack>& tracks)
{
    return {{QStringLiteral("tracks"), jsonOf(tracks, factsJson)},
            {QStringLiteral("id"), source.id.toText()},
            {QStringLiteral("name"), source.name},
            {QStringLiteral("kind"),
             source.kind == SourceKind::Run ? QStringLiteral("run") : QStringLiteral("corpus")},
            {QStringLiteral("format"), source.format},
            {QStringLiteral("origin"), source.origin},
            {QStringLiteral("created_at"), source.createdAt}};
}

QJsonObject codeJson(const Code& code)
{
    return {{QStringLiteral("id"), code.id.toText()},
            {QStringLiteral("facet"), facetWord(code.facet)},
            {QStringLiteral("key"), code.shortcut},
            {QStringLiteral("definition"), code.definition},
            {QStringLiteral("includes"), code.includes},
            {QStringLiteral("excludes"), code.excludes},
            {QStringLiteral("examples"), QJsonArray::fromStringList(code.examples)},
            {QStringLiteral("colour"), code.colour},
            {QStringLiteral("position"), code.position}};
}

QJsonObject referenceJson(const CodeReference& reference)
{
    return {{QStringLiteral("id"), reference.id.toText()},
            {QStringLiteral("code"), reference.code.toText()},
            {QStringLiteral("parent"), reference.parent.toText()},
            {QStringLiteral("position"), reference.position}};
}

QJsonObject relationJson(const CodeRelation& relation)
{
    return {{QStringLiteral("id"), relation.id.toText()},
            {QStringLiteral("source"), relation.source.toText()},
            {QStringLiteral("target"), relation.target.toText()},
            {QStringLiteral("kind"), relationWord(relation.kind)},
            {QStringLiteral("note"), relation.note},
            {QStringLiteral("created_at"), relation.createdAt}};
}

QJsonObject propertyJson(const CodeProperty& property)
{
    return {{QStringLiteral("id"), property.id.toText()},   {QStringLiteral("code"), property.code.toText()},
            {QStringLiteral("name"), property.name},        {QStringLiteral("low"), property.low},
            {QStringLiteral("high"), property.high},        {QStringLiteral("note"), property.note},
            {QStringLiteral("position"), property.position}};
}

QJsonObject canvasJson(const CanvasPlace& place)
{
    return {{QStringLiteral("code"), place.code.toText()},
            {QStringLiteral("x"), place.x},
            {QStringLiteral("y"), place.y}};
}

QJsonObject codingJson(const Coding& coding)
{
    QJsonObject json{{QStringLiteral("id"), coding.id.toText()},
                     {QStringLiteral("target"), targetWord(coding.target.kind())},
                     {QStringLiteral("origin"), originWord(coding.origin)},
                     {QStringLiteral("origin_detail"), coding.originDetail}};
    if (coding.target.turn)
        json.insert(QStringLiteral("turn"), coding.target.turn->toText());
    if (coding.target.span)
        json.insert(QStringLiteral("span"), spanJson(*coding.target.span));
    return json;
}

QJsonObject anchorJson(const MemoAnchor& anchor)
{
    QJsonObject json{{QStringLiteral("kind"), memoTargetWord(anchor.kind)},
                     {QStringLiteral("id"), idText(anchor.id)}};
    if (anchor.span)
        json.insert(QStringLiteral("span"), spanJson(*anchor.span));
    return json;
}

QJsonObject memoJson(const MemoSheet& sheet)
{
    const Memo& memo = sheet.listed.memo;
    return {{QStringLiteral("id"), memo.id.toText()},
            {QStringLiteral("title"), memo.title},
            {QStringLiteral("kind"), memoKindWord(memo.kind)},
            {QStringLiteral("on"), anchorJson(memo.anchor())},
            {QStringLiteral("evidence"),
             jsonOf(sheet.evidence, [](const MemoLink& link) { return anchorJson(link.place.anchor); })}};
}

QJsonObject comparisonJson(const Comparison& comparison)
{
    return {{QStringLiteral("id"), comparison.id.toText()},
            {QStringLiteral("code"), comparison.code.toText()},
            {QStringLiteral("coder"), comparison.coder.toText()},
            {QStringLiteral("turn"), comparison.turn.toText()},
            {QStringLiteral("against"), comparison.against.toText()},
            {QStringLiteral("verdict"), verdictWord(comparison.verdict)},
            {QStringLiteral("note"), comparison.note},
            {QStringLiteral("created_at"), comparison.createdAt}};
}

QJsonArray codingsJson(const ExchangeProject& project)
{
    QJsonArray array;
    for (const Dialogue& dialogue : project.dialogues) {
        const QList<Coding> codings = project.codings.value(dialogue.id);
        for (const Coding& coding : codings)
            array << codingJson(coding);
    }
    return array;
}

} // namespace

QString sideFileName()
{
    return QStringLiteral("antiphon.json");
}

QByteArray sideFile(const ExchangeProject& project)
{
    const Theory& theory = project.theory;
    const auto sourceWithTracks = [&](const Source& source) {
        return sourceJson(source, project.tracks.value(source.id));
    };
    return QJsonDocument(
               QJsonObject{
                   {QStringLiteral("format"), QStringLiteral("antiphon-exchange")},
                   {QStringLiteral("version"), sideFileVersion},
                   {QStringLiteral("sources"), jsonOf(project.sources, sourceWithTracks)},
                   {QStringLiteral("dialogues"), jsonOf(project.dialogues, dialogueJson)},
                   {QStringLiteral("codes"), jsonOf(project.codes, codeJson)},
                   {QStringLiteral("places"), jsonOf(project.references, referenceJson)},
                   {QStringLiteral("relations"), jsonOf(theory.relations, relationJson)},
                   {QStringLiteral("properties"), jsonOf(theory.properties, propertyJson)},
                   {QStringLiteral("canvas"), jsonOf(theory.places, canvasJson)},
                   {QStringLiteral("core"), theory.core ? QJsonValue(theory.core->toText()) : QJsonValue()},
                   {QStringLiteral("codings"), codingsJson(project)},
                   {QStringLiteral("memos"), jsonOf(project.memos, memoJson)},
                   {QStringLiteral("comparisons"), jsonOf(project.comparisons, comparisonJson)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace antiphon
