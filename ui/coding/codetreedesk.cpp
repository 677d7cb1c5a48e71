#include "ui/coding/codetreedesk.h"

#include "core/cascade/recipetaxonomy.h"
#include "core/storage/blinding.h"
#include "ui/coding/codingdesk.h"
#include "ui/widgets/numbers.h"

namespace antiphon {

namespace {

constexpr int useDelayMs = 200;

// Numbers of a merge or a deletion are those of all coders: a blind one must not be told.
Result<bool> isCoderBlind(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const auto sole, soleCoder(connection));
    return sole.has_value();
}

QString codingsText(qint64 count)
{
    return countedText(count, CodeTreeDesk::tr("coding"), CodeTreeDesk::tr("codings"));
}

// "Merged mood into theme: 12 codings moved, 2 said the same and are one now."
QString mergeSentence(const QString& what, const MergeOutcome& outcome)
{
    QStringList parts;
    if (outcome.codings.moved > 0 || outcome.codings.replaced == 0)
        parts << CodeTreeDesk::tr("%1 moved").arg(codingsText(outcome.codings.moved));
    if (outcome.codings.replaced > 0)
        parts << CodeTreeDesk::tr("%1 became one with another").arg(countText(outcome.codings.replaced));
    if (outcome.references > 0)
        parts << countedText(outcome.references, CodeTreeDesk::tr("second place dropped"),
                             CodeTreeDesk::tr("second places dropped"));
    if (outcome.relations > 0)
        parts << countedText(outcome.relations, CodeTreeDesk::tr("relation said twice dropped"),
                             CodeTreeDesk::tr("relations said twice dropped"));
    if (outcome.properties > 0)
        parts << countedText(outcome.properties, CodeTreeDesk::tr("property renamed"),
                             CodeTreeDesk::tr("properties renamed"));
    return QStringLiteral("%1: %2.").arg(what, parts.join(QStringLiteral(", ")));
}

} // namespace

CodeTreeDesk::CodeTreeDesk(CodingDesk& desk) : QObject(&desk), m_desk(desk)
{
    connect(&desk, &CodingDesk::codebookChanged, this, &CodeTreeDesk::codebookChanged);
    connect(&desk.context().session, &ProjectSession::changed, this, &CodeTreeDesk::readReferences);
    m_useTimer.setSingleShot(true);
    m_useTimer.setInterval(useDelayMs);
    connect(&m_useTimer, &QTimer::timeout, this, &CodeTreeDesk::askUse);
    readReferences();
}

void CodeTreeDesk::readUse()
{
    m_useTimer.start();
}

void CodeTreeDesk::askUse()
{
    if (m_inHand.isNull() || m_desk.coderId().isNull()) {
        Q_EMIT useRead({});
        Q_EMIT recipesRead({});
        return;
    }
    using Use = std::pair<CodeUse, QString>;
    m_desk.context().session.read<Use>(
        this,
        [code = m_inHand, coder = m_desk.coderId()](const Connection& connection) -> Result<Use> {
            ANTIPHON_TRY_ASSIGN(const CodeUse use, readCodeUse(connection, code, coder));
            ANTIPHON_TRY_ASSIGN(const QString recipes, recipesUsing(connection, {code}));
            return Use{use, recipes};
        },
        [this, asked = m_inHand](const Result<Use>& use) {
            if (!use || asked != m_inHand)
                return;
            Q_EMIT useRead(use->first);
            Q_EMIT recipesRead(use->second);
        },
        QStringLiteral("coding.use"));
}

void CodeTreeDesk::readReferences()
{
    m_desk.context().session.read<QList<CodeReference>>(
        this, [](const Connection& connection) { return readCodeReferences(connection); },
        [this](const Result<QList<CodeReference>>& references) {
            if (!references || m_references == *references)
                return;
            m_references = *references;
            Q_EMIT codebookChanged();
        },
        QStringLiteral("coding.references"));
}

Codebook CodeTreeDesk::codebook() const
{
    return {m_desk.codes(), m_references};
}

void CodeTreeDesk::takeInHand(CodeId code)
{
    if (m_inHand == code)
        return;
    m_inHand = code;
    Q_EMIT inHandChanged();
}

QString CodeTreeDesk::nameOf(CodeId code) const
{
    const Code* value = m_desk.codeById(code);
    return value ? value->name : QString();
}

QString CodeTreeDesk::namesOf(const QList<CodeNode>& nodes) const
{
    return nodes.size() == 1 ? nameOf(nodes.first().code) : tr("%1 codes").arg(nodes.size());
}

void CodeTreeDesk::say(const QString& sentence) const
{
    m_desk.context().notify({NoticeKind::Done, sentence});
}

void CodeTreeDesk::move(const QList<CodeNode>& nodes, const CodePlace& to)
{
    const auto outcome = std::make_shared<TreeMove>();
    m_desk.context().session.edit(
        tr("Move %1").arg(namesOf(nodes)),
        [nodes, to, outcome](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(*outcome, moveCodes(connection, nodes, to));
            return {};
        },
        this,
        [this, outcome](const Result<void>& result) {
            if (result && outcome->keysDropped > 0)
                say(outcome->keysDropped == 1
                        ? tr("Moved. Its key was given up, as another code there has it.")
                        : tr("Moved. %1 keys were given up, as other codes there have them.")
                              .arg(countText(outcome->keysDropped)));
        });
    cut({});
}

void CodeTreeDesk::step(const QList<CodeNode>& nodes, TreeStep way)
{
    const Codebook now = codebook();
    const QList<CodeNode> moving = movingNodes(now, nodes);
    if (const auto to = stepPlace(now, moving, way))
        move(moving, *to);
}

void CodeTreeDesk::showUnder(const QList<CodeNode>& nodes, const CodePlace& to)
{
    QList<CodeId> codes;
    for (const CodeNode& node : nodes)
        codes << node.code;
    m_desk.context().session.edit(
        tr("Show %1 under %2 too").arg(namesOf(nodes), nameOf(to.parent)),
        [codes, to](const Connection& connection) { return addCodeReferences(connection, codes, to); });
    cut({});
}

void CodeTreeDesk::colour(const QList<CodeNode>& nodes, int colour)
{
    QList<CodeId> codes;
    for (const CodeNode& node : nodes)
        codes << node.code;
    m_desk.context().session.edit(
        tr("Colour %1").arg(namesOf(nodes)),
        [codes, colour](const Connection& connection) { return colourCodes(connection, codes, colour); });
}

CodeId CodeTreeDesk::save(Code code)
{
    const bool isNew = code.id.isNull();
    if (isNew)
        code.id = CodeId::create();
    const auto recipes = std::make_shared<QString>();
    const bool isRenamed = !isNew && nameOf(code.id) != code.name;
    m_desk.context().session.edit(
        isNew ? tr("Add code %1").arg(code.name) : tr("Change code %1").arg(code.name),
        [code, isNew, isRenamed, recipes](const Connection& connection) -> Result<void> {
            if (isRenamed) {
                ANTIPHON_TRY_ASSIGN(*recipes, recipesUsing(connection, {code.id}));
            }
            if (!isNew)
                return saveCode(connection, code);
            ANTIPHON_TRY(addCodeAt(connection, code, {code.facet, code.parent, code.position}));
            return {};
        },
        this,
        [this, recipes](const Result<void>& result) {
            if (result && !recipes->isEmpty())
                say(tr("Renamed. Recipes keep the old name: %1.").arg(*recipes));
        });
    return code.id;
}

void CodeTreeDesk::merge(const QList<CodeId>& merged, CodeId target, SpanMerge spans)
{
    const auto outcome = std::make_shared<MergeOutcome>();
    const auto isBlind = std::make_shared<bool>();
    const QString what = merged.size() == 1 ? nameOf(merged.first()) : tr("%1 codes").arg(merged.size());
    const QString into = nameOf(target);
    m_desk.context().session.edit(
        tr("Merge %1 into %2").arg(what, into),
        [merged, target, spans, outcome, isBlind](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(*isBlind, isCoderBlind(connection));
            ANTIPHON_TRY_ASSIGN(*outcome, mergeCodes(connection, merged, target, spans));
            return {};
        },
        this,
        [this, outcome, isBlind, what, into, target](const Result<void>& result) {
            if (!result)
                return;
            takeInHand(target);
            const QString done = tr("Merged %1 into %2").arg(what, into);
            say(*isBlind ? done + u'.' : mergeSentence(done, *outcome));
        });
}

void CodeTreeDesk::split(CodeId code, const QList<SplitPart>& parts)
{
    const auto outcome = std::make_shared<RecodeOutcome>();
    QStringList names;
    for (const SplitPart& part : parts)
        names << part.code.name;
    const QString what = tr("Split %1 off %2").arg(names.join(QStringLiteral(", ")), nameOf(code));
    m_desk.context().session.edit(
        what,
        [code, parts, outcome](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(*outcome, splitCode(connection, code, parts));
            return {};
        },
        this,
        [this, outcome, what](const Result<void>& result) {
            if (result)
                say(QStringLiteral("%1: %2.").arg(what, codingsText(outcome->moved)));
        });
}

void CodeTreeDesk::remove(const QList<CodeNode>& nodes, CodesBelow below)
{
    QList<CodeId> codes;
    QList<CodeReferenceId> references;
    for (const CodeNode& node : nodes) {
        if (node.reference.isNull())
            codes << node.code;
        else
            references << node.reference;
    }
    const auto outcome = std::make_shared<RemovalOutcome>();
    const auto isBlind = std::make_shared<bool>();
    const auto recipes = std::make_shared<QString>();
    const QString what = namesOf(nodes);
    m_desk.context().session.edit(
        codes.isEmpty() ? tr("Take a second place from %1").arg(what) : tr("Delete %1").arg(what),
        [codes, references, below, outcome, isBlind, recipes](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(*isBlind, isCoderBlind(connection));
            ANTIPHON_TRY_ASSIGN(*recipes, recipesUsing(connection, codes));
            for (const CodeReferenceId reference : references)
                ANTIPHON_TRY(removeCodeReference(connection, reference));
            if (codes.isEmpty())
                return {};
            ANTIPHON_TRY_ASSIGN(*outcome, deleteCodes(connection, codes, below));
            return {};
        },
        this,
        [this, outcome, isBlind, recipes, what](const Result<void>& result) {
            if (!result || outcome->codes == 0)
                return;
            const QString with = *isBlind ? tr("its codings") : codingsText(outcome->codings);
            const QString done = tr("Deleted %1 with %2. Undo brings all back.").arg(what, with);
            say(recipes->isEmpty() ? done : QStringLiteral("%1 %2.").arg(done, *recipes));
        });
}

void CodeTreeDesk::recode(const QList<CodingId>& codings, const Code& to)
{
    const auto outcome = std::make_shared<RecodeOutcome>();
    m_desk.context().session.edit(
        tr("Re-code %1 with %2").arg(codingsText(codings.size()), to.name),
        [codings, to = to.id, outcome](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(*outcome, recodeCodings(connection, codings, to));
            return {};
        },
        this,
        [this, outcome](const Result<void>& result) {
            if (result && outcome->replaced > 0)
                say(tr("Re-coded. %1 became one with another of the same turn.")
                        .arg(codingsText(outcome->replaced)));
        });
}

void CodeTreeDesk::takeOff(const QList<CodingId>& codings)
{
    m_desk.context().session.edit(tr("Take off %1").arg(codingsText(codings.size())),
                                  [codings](const Connection& connection) -> Result<void> {
                                      ANTIPHON_TRY(removeCodings(connection, codings));
                                      return {};
                                  });
}

void CodeTreeDesk::cut(const QList<CodeNode>& nodes)
{
    if (m_cut == nodes)
        return;
    m_cut = nodes;
    Q_EMIT cutChanged();
}

void CodeTreeDesk::beginSplit(CodeId code)
{
    takeInHand(code);
    Q_EMIT splitBegun(code);
}

} // namespace antiphon
