#include "tests/core/coding/randomedits.h"

#include "core/coding/autocode.h"
#include "core/coding/codebookimport.h"
#include "core/coding/codemergestore.h"
#include "core/coding/coderstore.h"
#include "core/coding/codestore.h"
#include "core/coding/codetreestore.h"
#include "core/coding/codingstore.h"
#include "core/coding/comparisonstore.h"
#include "core/coding/memostore.h"
#include "core/coding/sampling.h"
#include "core/coding/suggeststore.h"
#include "core/coding/theorystore.h"
#include "core/coding/turncorrectionstore.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"

namespace antiphon::test {

namespace {

constexpr int dialogues = 12;
constexpr int turnsEach = 8;
const Actor ada{QStringLiteral("ada")};

struct Kind
{
    const char* name;
    int weight;
    Result<void> (*change)(Lot&);
    bool recordsItself = false;
};

Result<void> nothing()
{
    return fail(ErrorCode::NotPossible, QStringLiteral("this"), QStringLiteral("there is nothing to change"));
}

template<typename T>
Result<void> dropValue(const Result<T>& result)
{
    return result ? Result<void>() : Result<void>(fail(result.error()));
}

// --- Codings

Result<void> code(Lot& lot)
{
    Coding coding;
    coding.code = lot.code().id;
    coding.coder = lot.coder();
    coding.target = lot.target();
    coding.origin = lot.chance(0.8) ? CodingOrigin::Person : CodingOrigin::Suggestion;
    return dropValue(addCoding(lot.connection(), coding));
}

Result<void> takeOff(Lot& lot)
{
    const auto id = lot.coding();
    ANTIPHON_TRY_ASSIGN(const auto coding, codingById(lot.connection(), id));
    if (!coding)
        return nothing();
    return lot.chance(0.5)
               ? dropValue(removeCoding(lot.connection(), coding->target, coding->code, coding->coder))
               : dropValue(removeCoding(lot.connection(), id));
}

Result<void> takeOffSeveral(Lot& lot)
{
    return dropValue(removeCodings(lot.connection(), {lot.coding(), lot.coding()}));
}

Result<void> recodeOne(Lot& lot)
{
    return recode(lot.connection(), lot.coding(), lot.code().id);
}

Result<void> recodeSeveral(Lot& lot)
{
    return dropValue(recodeCodings(lot.connection(), {lot.coding(), lot.coding()}, lot.code().id));
}

Result<void> changeSpan(Lot& lot)
{
    const auto id = lot.any<CodingId>("coding", "span_begin >= 0");
    ANTIPHON_TRY_ASSIGN(const auto coding, codingById(lot.connection(), id));
    return coding ? changeCodingSpan(lot.connection(), id, lot.span(*coding->target.turn)) : nothing();
}

Result<void> inVivo(Lot& lot)
{
    Code made;
    made.name = lot.word();
    ANTIPHON_TRY_ASSIGN(made.id, addCode(lot.connection(), made));
    Coding coding{{}, made.id, lot.coder(), lot.target(), CodingOrigin::Person, 0, {}};
    return dropValue(addCoding(lot.connection(), coding));
}

// --- Codes and their tree

CodePlace anyPlace(Lot& lot)
{
    return {allFacets[lot.below(4)], lot.chance(0.7) ? lot.any<CodeId>("code") : CodeId(), lot.below(6) - 1};
}

Result<void> newCode(Lot& lot)
{
    Code made;
    made.facet = allFacets[lot.below(4)];
    made.name = lot.word();
    made.codable = lot.chance(0.8);
    made.colour = lot.below(codeColours);
    return dropValue(addCodeAt(lot.connection(), made, anyPlace(lot)));
}

Result<void> editCode(Lot& lot)
{
    Code changed = lot.code();
    if (lot.chance(0.5))
        changed.name = lot.word();
    changed.definition = lot.word();
    changed.examples << lot.word();
    return saveCode(lot.connection(), changed);
}

Result<void> colour(Lot& lot)
{
    return colourCodes(lot.connection(), {lot.code().id, lot.code().id}, lot.below(codeColours));
}

Result<void> move(Lot& lot)
{
    return dropValue(
        moveCodes(lot.connection(), {{lot.any<CodeId>("code"), {}}, {lot.code().id, {}}}, anyPlace(lot)));
}

Result<void> refer(Lot& lot)
{
    return addCodeReferences(lot.connection(), {lot.code().id}, anyPlace(lot));
}

Result<void> unrefer(Lot& lot)
{
    return removeCodeReference(lot.connection(), lot.any<CodeReferenceId>("code_reference"));
}

Result<void> merge(Lot& lot)
{
    return dropValue(mergeCodes(lot.connection(), {lot.code().id}, lot.code().id,
                                lot.chance(0.5) ? SpanMerge::Join : SpanMerge::KeepApart));
}

Result<void> split(Lot& lot)
{
    ANTIPHON_TRY_ASSIGN(const auto coding, codingById(lot.connection(), lot.coding()));
    if (!coding)
        return nothing();
    ANTIPHON_TRY_ASSIGN(const auto all, codingsOfCodes(lot.connection(), {coding->code}));
    SplitPart part;
    part.code.name = lot.word();
    for (const MergeCoding& one : all) {
        if (one.id == coding->id || lot.chance(0.4))
            part.codings << one.id;
    }
    return dropValue(splitCode(lot.connection(), coding->code, {part}));
}

Result<void> dropCodes(Lot& lot)
{
    return dropValue(deleteCodes(lot.connection(), {lot.any<CodeId>("code")},
                                 lot.chance(0.7) ? CodesBelow::Keep : CodesBelow::Delete));
}

Result<void> dropUnused(Lot& lot)
{
    const auto unused = lot.any<CodeId>("code", "id NOT IN (SELECT code FROM coding) AND id NOT IN (SELECT "
                                                "parent FROM code WHERE parent IS NOT NULL)");
    return deleteUnusedCode(lot.connection(), unused);
}

// --- Memos

MemoAnchor anchor(Lot& lot)
{
    const MemoTarget kind = allMemoTargets[lot.below(9)];
    const TurnPlace at = lot.turn();
    switch (kind) {
    case MemoTarget::Dialogue:
        return {kind, at.dialogue.bytes(), {}};
    case MemoTarget::Turn:
        return {kind, at.turn.bytes(), {}};
    case MemoTarget::Span:
        return {kind, at.turn.bytes(), lot.span(at.turn)};
    case MemoTarget::Coding:
        return {kind, lot.coding().bytes(), {}};
    case MemoTarget::Code:
    case MemoTarget::Category:
        return {kind, lot.any<CodeId>("code").bytes(), {}};
    case MemoTarget::Memo:
        return {kind, lot.any<MemoId>("memo").bytes(), {}};
    default:
        return {kind, {}, {}};
    }
}

Result<void> newMemo(Lot& lot)
{
    Memo memo = memoOn(anchor(lot), lot.coder());
    if (memo.targetKind == MemoTarget::Memo)
        return nothing();
    memo.text = lot.word() + QLatin1Char(' ') + lot.word();
    memo.title = lot.word();
    memo.kind = allMemoKinds[lot.below(9)];
    return dropValue(addMemo(lot.connection(), memo));
}

Result<void> editMemo(Lot& lot)
{
    return changeMemo(lot.connection(), lot.any<MemoId>("memo"),
                      {lot.word(), lot.word(), allMemoKinds[lot.below(9)]});
}

Result<void> dropMemo(Lot& lot)
{
    return deleteMemo(lot.connection(), lot.any<MemoId>("memo"));
}

Result<void> link(Lot& lot)
{
    return dropValue(linkMemo(lot.connection(), lot.any<MemoId>("memo"), anchor(lot)));
}

Result<void> unlink(Lot& lot)
{
    return unlinkMemo(lot.connection(), lot.any<MemoLinkId>("memo_link"));
}

// --- Comparison and theory

Result<void> verdict(Lot& lot)
{
    Comparison comparison;
    comparison.code = lot.code().id;
    comparison.coder = lot.coder();
    comparison.turn = lot.turn().turn;
    comparison.against = lot.turn().turn;
    comparison.verdict = allVerdicts[lot.below(4)];
    comparison.note = lot.word();
    return giveVerdict(lot.connection(), comparison);
}

Result<void> dropVerdict(Lot& lot)
{
    return deleteComparison(lot.connection(), lot.any<ComparisonId>("comparison"));
}

Result<void> relate(Lot& lot)
{
    return dropValue(addRelation(
        lot.connection(), {{}, lot.code().id, lot.code().id, allRelationKinds[lot.below(6)], lot.word(), 0}));
}

Result<void> editRelation(Lot& lot)
{
    const QList<CodeRelation> relations = readTheory(lot.connection()).value_or(Theory()).relations;
    if (relations.isEmpty())
        return nothing();
    CodeRelation changed = relations[lot.below(static_cast<int>(relations.size()))];
    changed.kind = allRelationKinds[lot.below(6)];
    changed.note = lot.word();
    return changeRelation(lot.connection(), changed);
}

Result<void> unrelate(Lot& lot)
{
    return removeRelation(lot.connection(), lot.any<RelationId>("code_relation"));
}

Result<void> property(Lot& lot)
{
    return dropValue(addProperty(lot.connection(),
                                 {{}, lot.code().id, lot.word(), lot.word(), lot.word(), lot.word(), 0}));
}

Result<void> editProperty(Lot& lot)
{
    const QList<CodeProperty> properties = readTheory(lot.connection()).value_or(Theory()).properties;
    if (properties.isEmpty())
        return nothing();
    CodeProperty changed = properties[lot.below(static_cast<int>(properties.size()))];
    changed.high = lot.word();
    return changeProperty(lot.connection(), changed);
}

Result<void> dropProperty(Lot& lot)
{
    return removeProperty(lot.connection(), lot.any<PropertyId>("code_property"));
}

Result<void> pin(Lot& lot)
{
    return pinCode(lot.connection(), {lot.code().id, lot.below(900) / 2.0, lot.below(900) / 2.0});
}

Result<void> unpin(Lot& lot)
{
    const QList<CanvasPlace> places = readTheory(lot.connection()).value_or(Theory()).places;
    return places.isEmpty()
               ? nothing()
               : unpinCode(lot.connection(), places[lot.below(static_cast<int>(places.size()))].code);
}

Result<void> core(Lot& lot)
{
    return setCoreCategory(lot.connection(), lot.chance(0.8) ? std::optional(lot.code().id) : std::nullopt);
}

// --- What the program proposes

// A model's suggestions come by the way; what she decides is the edit.
Result<void> decide(Lot& lot)
{
    const TurnPlace at = lot.turn();
    const CodeId code = lot.code().id;
    const CoderId coder = lot.coder();
    ANTIPHON_TRY(replaceSuggestions(lot.connection(), coder, at.dialogue, QString::fromLatin1(deviceModel),
                                    {{at.turn, code, QString::fromLatin1(deviceModel), 0.75}}));
    return decideSuggestion(lot.connection(), coder,
                            {at, code, QString::fromLatin1(deviceModel), 0.75, lot.chance(0.6)});
}

Result<void> threshold(Lot& lot)
{
    return setOwnThreshold(lot.connection(), lot.coder(), lot.code().id,
                           lot.chance(0.8) ? std::optional(static_cast<float>(lot.below(100)) / 100)
                                           : std::nullopt);
}

Result<void> autocode(Lot& lot)
{
    AutocodeRule rule;
    rule.pattern = QString(QChar(u'a' + lot.below(26)));
    rule.code = lot.code().id;
    rule.target = lot.chance(0.5) ? TargetKind::Turn : TargetKind::Span;
    ANTIPHON_TRY_ASSIGN(AutocodePreview preview, previewAutocode(lot.connection(), rule));
    if (preview.matches.size() > 6)
        preview.matches.resize(6);
    return dropValue(applyAutocode(lot.connection(), ada, rule, QStringLiteral("ben"), preview.matches));
}

Result<void> sample(Lot& lot)
{
    SamplingChoice choice;
    choice.dialogue = lot.turn().dialogue;
    choice.coder = lot.coder();
    choice.strategy = allStrategies[lot.below(4)];
    choice.code = lot.chance(0.5) ? lot.code().id : CodeId();
    choice.reason = lot.word();
    return addSamplingChoice(lot.connection(), choice);
}

// --- Coders

Result<void> newCoder(Lot& lot)
{
    return dropValue(ensureCoder(lot.connection(), lot.word()));
}

Result<void> rename(Lot& lot)
{
    return renameCoder(lot.connection(), lot.any<CoderId>("coder", "name NOT IN ('ada', 'ben')"), lot.word());
}

Result<void> sight(Lot& lot)
{
    return setCoderSight(lot.connection(), lot.coder(),
                         lot.chance(0.5) ? CoderSight::Blind : CoderSight::Sighted);
}

// Words are put in, or taken out, anywhere in a text.
Result<void> correct(Lot& lot)
{
    const TurnPlace at = lot.turn();
    ANTIPHON_TRY_ASSIGN(auto select, lot.connection().prepare("SELECT text FROM turn WHERE id = ?"));
    ANTIPHON_TRY_ASSIGN(const bool found, select.bind(1, at.turn).step());
    if (!found)
        return {};
    const QString text = select.text(0);
    const TextSpan span = lot.span(at.turn);
    const QString words = lot.chance(0.5) ? QStringLiteral(" \U0001F3B8\U0001F3FD slower") : QString();
    select.reset();
    return dropValue(correctTurn(lot.connection(), at.turn,
                                 spanText(text, {0, span.begin}) + words +
                                     spanText(text, {lot.chance(0.3) ? span.end : span.begin,
                                                     static_cast<qint64>(text.toUcs4().size())})));
}

const Kind kinds[] = {
    {"code", 60, code},
    {"take off", 8, takeOff},
    {"take several off", 3, takeOffSeveral},
    {"recode", 5, recodeOne},
    {"recode several", 3, recodeSeveral},
    {"change a span", 6, changeSpan},
    {"code in vivo", 2, inVivo},
    {"add a code", 4, newCode},
    {"change a code", 3, editCode},
    {"colour codes", 2, colour},
    {"move codes", 8, move},
    {"refer to a code", 4, refer},
    {"drop a reference", 2, unrefer},
    {"merge codes", 2, merge},
    {"split a code", 2, split},
    {"delete codes", 2, dropCodes},
    {"delete an unused code", 2, dropUnused},
    {"add a memo", 8, newMemo},
    {"change a memo", 3, editMemo},
    {"delete a memo", 2, dropMemo},
    {"link a memo", 5, link},
    {"unlink a memo", 2, unlink},
    {"give a verdict", 5, verdict},
    {"delete a verdict", 2, dropVerdict},
    {"relate codes", 4, relate},
    {"change a relation", 2, editRelation},
    {"remove a relation", 2, unrelate},
    {"add a property", 4, property},
    {"change a property", 2, editProperty},
    {"remove a property", 2, dropProperty},
    {"pin a code", 3, pin},
    {"unpin a code", 2, unpin},
    {"choose the core category", 2, core},
    {"decide a suggestion", 8, decide},
    {"set a threshold", 3, threshold},
    {"autocode", 2, autocode, true},
    {"choose a dialogue", 4, sample},
    {"add a coder", 2, newCoder},
    {"rename a coder", 2, rename},
    {"blind a coder", 2, sight},
    {"correct a text", 3, correct},
};

Result<void> addDialogues(const Connection& connection)
{
    Source source;
    source.name = QStringLiteral("talks");
    source.format = QStringLiteral("chat");
    ANTIPHON_TRY_ASSIGN(SourceWriter writer, SourceWriter::begin(connection, source));
    const QString texts[] = {
        QStringLiteral("Something calm for the evening, please"),
        QStringLiteral("\U0001F3B5 how about \U0001F469\U0001F3FD\u200D\U0001F3A4 and her \U0001F3B8?"),
        QStringLiteral("\u05E9\u05D9\u05E8 \u05E9\u05E7\u05D8 for the night"),
        QStringLiteral("a cafe\u0301 song, tre\u0300s doux")};
    for (int d = 0; d < dialogues; ++d) {
        Dialogue dialogue;
        dialogue.externalId = QStringLiteral("d%1").arg(d);
        for (int t = 0; t < turnsEach; ++t) {
            Turn turn;
            turn.role = t % 2 == 0 ? Role::User : Role::System;
            turn.text = texts[(d + t) % 4] + QStringLiteral(" (%1)").arg(t);
            dialogue.turns << turn;
        }
        ANTIPHON_TRY(writer.add(dialogue, d));
    }
    ANTIPHON_TRY_ASSIGN(const Source finished, writer.finish());
    return EditHistory(connection).record(ada, QStringLiteral("Import"), [&] {
        return publishSource(connection, finished);
    });
}

} // namespace

QString Lot::word()
{
    static const QString syllables[] = {
        QStringLiteral("la"),         QStringLiteral("mi"), QStringLiteral("\u00E9"), QStringLiteral("so"),
        QStringLiteral("\U0001F3B5"), QStringLiteral("re"), QStringLiteral("\u05D0"), QStringLiteral("ut")};
    QString made;
    for (int i = 0; i < 5; ++i)
        made += syllables[below(8)];
    return made;
}

IdBytes Lot::anyBytes(const char* table, const char* where)
{
    const std::string rows = std::string(" FROM ") + table + " WHERE " + where;
    const auto count = m_connection.integer("SELECT count(*)" + rows);
    if (!count || *count == 0)
        return {};
    auto select = m_connection.prepare("SELECT id" + rows + " ORDER BY id LIMIT 1 OFFSET ?");
    if (!select)
        qFatal("%s", qPrintable(errorSentence(select.error())));
    select->bind(1, static_cast<qint64>(m_random.below(static_cast<quint64>(*count))));
    return select->step().value_or(false) ? select->id<Id<struct AnyTag>>(0).bytes() : IdBytes{};
}

CoderId Lot::coder()
{
    return any<CoderId>("coder");
}

CodingId Lot::coding()
{
    return any<CodingId>("coding");
}

Code Lot::code()
{
    const auto id = any<CodeId>("code", "codable = 1");
    const QList<Code> codes = readCodes(m_connection).value_or(QList<Code>());
    const auto found =
        std::find_if(codes.begin(), codes.end(), [id](const Code& code) { return code.id == id; });
    return found == codes.end() ? Code() : *found;
}

TurnPlace Lot::turn()
{
    const auto dialogue = any<DialogueId>("ready_dialogue");
    const auto places = turnPlaces(m_connection, dialogue);
    return places && !places->isEmpty() ? (*places)[below(static_cast<int>(places->size()))] : TurnPlace();
}

TextSpan Lot::span(TurnId turn)
{
    auto select = m_connection.prepare("SELECT text FROM turn WHERE id = ?");
    select->bind(1, turn);
    const qint64 length = select->step().value_or(false) ? select->text(0).toUcs4().size() : 0;
    if (length < 2)
        return {0, length};
    const qint64 begin = below(static_cast<int>(length) - 1);
    return {begin, begin + 1 + below(static_cast<int>(length - begin))};
}

CodingTarget Lot::target()
{
    const TurnPlace at = turn();
    CodingTarget target{at.dialogue, {}, {}, false};
    if (chance(0.1))
        return target;
    target.turn = at.turn;
    if (chance(0.4))
        target.span = span(at.turn);
    else
        target.exchange = chance(0.3);
    return target;
}

RandomEdits::RandomEdits(const Connection& connection, quint64 seed)
    : m_connection(connection), m_random(seed)
{
    for (const Kind& kind : kinds)
        m_done.insert(QString::fromLatin1(kind.name), 0);
}

Result<bool> RandomEdits::next()
{
    std::vector<double> weights;
    for (const Kind& kind : kinds)
        weights.push_back(kind.weight);
    const Kind& kind = kinds[m_random.weighted(weights)];
    const QString name = QString::fromLatin1(kind.name);
    Lot lot(m_connection, m_random);
    ANTIPHON_TRY_ASSIGN(const qint64 before, m_connection.integer("SELECT max(sequence) FROM history"));
    const auto done = kind.recordsItself
                          ? kind.change(lot)
                          : EditHistory(m_connection).record(ada, name, [&] { return kind.change(lot); });
    const auto refusals = {ErrorCode::NotPossible, ErrorCode::AlreadyExists, ErrorCode::InvalidValue,
                           ErrorCode::NotFound};
    if (!done && std::find(refusals.begin(), refusals.end(), done.error().code) != refusals.end())
        return false;
    if (!done)
        return fail(done.error().code, QStringLiteral("\"%1\"").arg(name), errorSentence(done.error()));
    ANTIPHON_TRY_ASSIGN(const qint64 after, m_connection.integer("SELECT max(sequence) FROM history"));
    m_done[name] += after > before ? 1 : 0;
    return after > before;
}

Result<void> fillForRandomEdits(const Connection& connection)
{
    ANTIPHON_TRY(addDialogues(connection));
    ANTIPHON_TRY(addStartingCodebook(connection, ada));
    return EditHistory(connection).record(ada, QStringLiteral("Add coders"), [&]() -> Result<void> {
        ANTIPHON_TRY(ensureCoder(connection, ada.name));
        return dropValue(ensureCoder(connection, QStringLiteral("ben")));
    });
}

} // namespace antiphon::test
