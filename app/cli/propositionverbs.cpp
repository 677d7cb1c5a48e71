// Propositions on the command line: what is held to be so, its evidence, and open negative cases.
#include "app/cli/scope.h"
#include "app/cli/verbs.h"
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/propositionstore.h"
#include "core/corpus/corpusstore.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

// Made where there is none of that name. A blind coder speaks for herself only.
Result<CoderId> coderCalled(const Call& call, const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const Coder coder,
                        ensureCoder(connection, call.arguments.value(QStringLiteral("coder"))));
    ANTIPHON_TRY(mayTellOf(connection, coder));
    return coder.id;
}

Result<QList<CodeId>> codesAsked(const Call& call, const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
    QList<CodeId> asked;
    const QStringList names = call.arguments.values(QStringLiteral("code"));
    for (const QString& name : names) {
        const auto named =
            std::find_if(codes.begin(), codes.end(), [&name](const Code& code) { return code.name == name; });
        if (named == codes.end())
            return fail(ErrorCode::NotFound, QStringLiteral("the code %1").arg(name));
        asked << named->id;
    }
    return asked;
}

// A proposition by its number in the list as the coder in hand sees it, or its id.
Result<ListedProposition> propositionCalled(const Connection& connection, const QString& word)
{
    ANTIPHON_TRY_ASSIGN(const auto all, listPropositions(connection, {}));
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    if (isNumber && number >= 1 && number <= all.size())
        return all[number - 1];
    const auto id = PropositionId::fromText(word);
    for (const ListedProposition& listed : all) {
        if (id && listed.proposition.id == *id)
            return listed;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the proposition %1").arg(word));
}

// Evidence by "2.3", the third of proposition 2 as it is listed, or by its id.
Result<ListedEvidence> evidenceCalled(const Connection& connection, const QString& word)
{
    const auto id = EvidenceId::fromText(word);
    const QStringList numbers = word.split(u'.');
    ANTIPHON_TRY_ASSIGN(const auto all, listPropositions(connection, {}));
    int number = 0;
    for (const ListedProposition& listed : all) {
        ++number;
        if (!id && numbers.first() != QString::number(number))
            continue;
        ANTIPHON_TRY_ASSIGN(const auto evidence, evidenceOf(connection, listed.proposition.id));
        int place = 0;
        for (const ListedEvidence& row : evidence) {
            ++place;
            if (id ? row.evidence.id == *id : numbers.value(1) == QString::number(place))
                return row;
        }
    }
    return fail(ErrorCode::NotFound, QStringLiteral("the evidence %1").arg(word));
}

QJsonObject countsJson(const EvidenceCounts& counts)
{
    return {{QStringLiteral("for"), counts.inFavour},
            {QStringLiteral("against"), counts.against},
            {QStringLiteral("open"), counts.open}};
}

QJsonObject evidenceJson(const ListedEvidence& row)
{
    return {{QStringLiteral("evidence"), row.evidence.id.toText()},
            {QStringLiteral("stance"), stanceWord(row.evidence.stance)},
            {QStringLiteral("kind"), memoTargetWord(row.place.anchor.kind)},
            {QStringLiteral("place"), memoPlaceText(row.place)},
            {QStringLiteral("words"), row.words},
            {QStringLiteral("note"), row.evidence.note},
            {QStringLiteral("answer"), row.evidence.answer},
            {QStringLiteral("open"), row.evidence.isOpen()},
            {QStringLiteral("coder"), row.coder}};
}

QJsonObject propositionJson(const PropositionSheet& sheet)
{
    const ListedProposition& listed = sheet.listed;
    QJsonArray evidence;
    for (const ListedEvidence& row : sheet.evidence)
        evidence << evidenceJson(row);
    QJsonObject json{{QStringLiteral("proposition"), listed.proposition.id.toText()},
                     {QStringLiteral("text"), listed.proposition.text},
                     {QStringLiteral("note"), listed.proposition.note},
                     {QStringLiteral("state"), propositionStateWord(listed.proposition.state)},
                     {QStringLiteral("codes"), QJsonArray::fromStringList(listed.codes)},
                     {QStringLiteral("coder"), listed.coder},
                     {QStringLiteral("evidence"), evidence}};
    json.insert(QStringLiteral("counts"), countsJson(listed.counts));
    return json;
}

QString sheetText(const PropositionSheet& sheet, int number)
{
    const Proposition& proposition = sheet.listed.proposition;
    QString text =
        QStringLiteral("%1  %2 (%3; %4)\n")
            .arg(QString::number(number), proposition.text,
                 propositionStateTitle(proposition.state).toLower(), evidenceCountsText(sheet.listed.counts));
    int place = 0;
    for (const ListedEvidence& row : sheet.evidence) {
        text += QStringLiteral("   %1.%2  %3: %4")
                    .arg(QString::number(number), QString::number(++place), stanceWord(row.evidence.stance),
                         memoPlaceText(row.place));
        if (row.place.anchor.kind == MemoTarget::Turn && row.place.there)
            text += QStringLiteral(", “%1”").arg(row.place.excerpt);
        if (row.evidence.stance == Stance::Against)
            text += row.evidence.isOpen() ? QStringLiteral(" (open)")
                                          : QStringLiteral(" (answered: %1)").arg(row.evidence.answer);
        text += u'\n';
    }
    return text;
}

Result<Answer> addVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    Proposition proposition;
    proposition.text = call.arguments.positional.first();
    proposition.note = call.arguments.value(QStringLiteral("note"));
    proposition.id = PropositionId::create();
    ANTIPHON_TRY_ASSIGN(proposition.codes, codesAsked(call, connection));
    ANTIPHON_TRY(
        EditHistory(connection)
            .record(call.actor,
                    QStringLiteral("Add the proposition “%1”").arg(propositionHeading(proposition.text)),
                    [&]() -> Result<void> {
                        ANTIPHON_TRY_ASSIGN(proposition.coder, coderCalled(call, connection));
                        ANTIPHON_TRY(addProposition(connection, proposition));
                        return {};
                    }));
    return Answer{{{QStringLiteral("proposition"), proposition.id.toText()},
                   {QStringLiteral("text"), proposition.text.trimmed()}},
                  QStringLiteral("Added “%1”").arg(propositionHeading(proposition.text))};
}

Result<Answer> listVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto sheets,
                        propositionSheets(connection, coder ? std::optional(coder->id) : std::nullopt));
    // Numbers are those of the whole list, whoever is asked for: they name a proposition elsewhere.
    ANTIPHON_TRY_ASSIGN(const auto all, listPropositions(connection, {}));
    QHash<PropositionId, int> numbers;
    for (const ListedProposition& listed : all)
        numbers.insert(listed.proposition.id, static_cast<int>(numbers.size()) + 1);
    QJsonArray rows;
    QString text;
    for (const PropositionSheet& sheet : sheets) {
        const int number = numbers.value(sheet.listed.proposition.id);
        QJsonObject row = propositionJson(sheet);
        row.insert(QStringLiteral("number"), number);
        rows << row;
        text += sheetText(sheet, number);
    }
    Answer answer{{{QStringLiteral("propositions"), rows}},
                  text.isEmpty() ? QStringLiteral("No propositions yet") : text};
    ANTIPHON_TRY(writeTable(call, propositionsCsv(sheets), answer));
    return answer;
}

Result<MemoAnchor> anchorAsked(const Call& call, const Connection& connection)
{
    const QString name = call.arguments.value(QStringLiteral("dialogue"));
    ANTIPHON_TRY_ASSIGN(const auto found, dialoguesCalled(connection, name, std::nullopt));
    if (found.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("the dialogue %1").arg(name));
    if (!call.arguments.has(QStringLiteral("turn")))
        return MemoAnchor{MemoTarget::Dialogue, found.first().bytes(), {}};
    ANTIPHON_TRY_ASSIGN(const qint64 number, call.arguments.integer(QStringLiteral("turn"), 1, 1, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const Dialogue dialogue, readDialogue(connection, found.first()));
    if (number > dialogue.turns.size())
        return fail(ErrorCode::NotFound, QStringLiteral("turn %1 of %2").arg(QString::number(number), name));
    return MemoAnchor{MemoTarget::Turn, dialogue.turns[static_cast<int>(number) - 1].id.bytes(), {}};
}

Result<Answer> evidenceVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Connection eyes, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto listed, propositionCalled(eyes, call.arguments.positional.first()));
    const QString word = call.arguments.positional.last();
    const auto stance = stanceFromWord(word);
    if (!stance)
        return fail(ErrorCode::InvalidValue, word, QStringLiteral("evidence is for or against"));
    PropositionEvidence evidence;
    evidence.proposition = listed.proposition.id;
    evidence.stance = *stance;
    evidence.note = call.arguments.value(QStringLiteral("note"));
    ANTIPHON_TRY_ASSIGN(evidence.anchor, anchorAsked(call, connection));
    ANTIPHON_TRY(
        EditHistory(connection)
            .record(call.actor, evidenceLabel(*stance, listed.proposition.text), [&]() -> Result<void> {
                ANTIPHON_TRY_ASSIGN(evidence.coder, coderCalled(call, connection));
                ANTIPHON_TRY_ASSIGN(evidence.id, addEvidence(connection, evidence));
                return {};
            }));
    ANTIPHON_TRY_ASSIGN(const auto now, propositionCalled(eyes, listed.proposition.id.toText()));
    return Answer{{{QStringLiteral("evidence"), evidence.id.toText()},
                   {QStringLiteral("counts"), countsJson(now.counts)}},
                  QStringLiteral("“%1”: %2")
                      .arg(propositionHeading(listed.proposition.text), evidenceCountsText(now.counts))};
}

Result<Answer> answerVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Connection eyes, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto row, evidenceCalled(eyes, call.arguments.positional.first()));
    const QString answer = call.arguments.positional.last();
    ANTIPHON_TRY(EditHistory(connection)
                     .record(call.actor,
                             QStringLiteral("Answer the negative case %1").arg(memoPlaceText(row.place)),
                             [&] { return answerNegativeCase(connection, row.evidence.id, answer); }));
    ANTIPHON_TRY_ASSIGN(const auto open, openNegativeCases(eyes, {}));
    return Answer{{{QStringLiteral("evidence"), row.evidence.id.toText()},
                   {QStringLiteral("answer"), answer.trimmed()},
                   {QStringLiteral("open"), open.size()}},
                  QStringLiteral("Answered; %L1 negative cases are open").arg(open.size())};
}

Result<Answer> removeVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Connection eyes, call.readProject());
    const QString word = call.arguments.positional.first();
    if (const auto listed = propositionCalled(eyes, word)) {
        const QString heading = propositionHeading(listed->proposition.text);
        ANTIPHON_TRY(EditHistory(connection)
                         .record(call.actor, QStringLiteral("Delete the proposition “%1”").arg(heading),
                                 [&] { return removeProposition(connection, listed->proposition.id); }));
        return Answer{{{QStringLiteral("removed"), listed->proposition.id.toText()}},
                      QStringLiteral("Removed “%1”").arg(heading)};
    }
    ANTIPHON_TRY_ASSIGN(const auto row, evidenceCalled(eyes, word));
    const QString place = memoPlaceText(row.place);
    ANTIPHON_TRY(EditHistory(connection)
                     .record(call.actor, QStringLiteral("Take back the evidence %1").arg(place),
                             [&] { return removeEvidence(connection, row.evidence.id); }));
    return Answer{{{QStringLiteral("removed"), row.evidence.id.toText()}},
                  QStringLiteral("Removed %1").arg(place)};
}

Result<Answer> negativesVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto coder, coderAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const auto cases,
                        openNegativeCases(connection, coder ? std::optional(coder->id) : std::nullopt));
    QJsonArray rows;
    QString text = cases.size() == 1 ? QStringLiteral("1 negative case is open.\n")
                                     : QStringLiteral("%L1 negative cases are open.\n").arg(cases.size());
    for (const NegativeCase& row : cases) {
        const bool isVerdict = row.evidence.isNull();
        rows << QJsonObject{
            {QStringLiteral("about"), isVerdict ? QStringLiteral("code") : QStringLiteral("proposition")},
            {QStringLiteral("name"), row.about},
            {QStringLiteral("evidence"), isVerdict ? QJsonValue() : QJsonValue(row.evidence.toText())},
            {QStringLiteral("place"), memoPlaceText(row.place)},
            {QStringLiteral("words"), row.words},
            {QStringLiteral("note"), row.note},
            {QStringLiteral("coder"), row.coderName}};
        text += QStringLiteral("%1: %2, “%3” (%4)\n")
                    .arg(row.about, memoPlaceText(row.place), row.words.simplified(), row.coderName);
    }
    Answer answer{{{QStringLiteral("open"), cases.size()}, {QStringLiteral("cases"), rows}}, text};
    ANTIPHON_TRY(writeTable(call, negativeCasesCsv(cases), answer));
    return answer;
}

} // namespace

QList<Verb> propositionVerbs()
{
    const QString proposition = QStringLiteral("proposition");
    const Option note{QStringLiteral("note"), QStringLiteral("TEXT"), QStringLiteral("a remark on it")};
    const Option out = outOption();
    const Option onlyCoder = coderOption(QStringLiteral("only this coder's"), false);
    return {
        {{proposition, QStringLiteral("add")},
         QStringLiteral("TEXT"),
         1,
         1,
         QStringLiteral("what a coder holds to be so"),
         QStringLiteral("antiphon-cli proposition add \"Thanks soften refusals\" --coder ada --code "
                        "reject_response --project evening.antiphon"),
         {coderOption(QStringLiteral("whose it is"), true),
          {QStringLiteral("code"), QStringLiteral("CODE"),
           QStringLiteral("a code that it is about (may be given again)")},
          note},
         addVerb},
        {{proposition, QStringLiteral("list")},
         {},
         0,
         0,
         QStringLiteral("propositions with their evidence for and against"),
         QStringLiteral("antiphon-cli proposition list --project evening.antiphon --json"),
         {onlyCoder, out},
         listVerb},
        {{proposition, QStringLiteral("evidence")},
         QStringLiteral("PROPOSITION for|against"),
         2,
         2,
         QStringLiteral("a turn or dialogue that speaks for or against a proposition"),
         QStringLiteral("antiphon-cli proposition evidence 1 against --dialogue a91f --turn 4 --coder ada "
                        "--project evening.antiphon"),
         {{QStringLiteral("dialogue"), QStringLiteral("ID"), QStringLiteral("the dialogue"), true},
          {QStringLiteral("turn"), QStringLiteral("N"), QStringLiteral("a turn of it, from 1")},
          coderOption(QStringLiteral("who found it"), true),
          note},
         evidenceVerb},
        {{proposition, QStringLiteral("answer")},
         QStringLiteral("EVIDENCE TEXT"),
         2,
         2,
         QStringLiteral("how a negative case was dealt with"),
         QStringLiteral("antiphon-cli proposition answer 1.1 \"Only in the first turn\" --project "
                        "evening.antiphon"),
         {},
         answerVerb},
        {{proposition, QStringLiteral("remove")},
         QStringLiteral("PROPOSITION|EVIDENCE"),
         1,
         1,
         QStringLiteral("a proposition, or one piece of its evidence"),
         QStringLiteral("antiphon-cli proposition remove 1.2 --project evening.antiphon"),
         {},
         removeVerb},
        {{QStringLiteral("negatives")},
         {},
         0,
         0,
         QStringLiteral("open negative cases of propositions and codes"),
         QStringLiteral("antiphon-cli negatives --project evening.antiphon"),
         {onlyCoder, out},
         negativesVerb}};
}

} // namespace antiphon::cli
