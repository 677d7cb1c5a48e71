#include "ui/coding/codingdesk.h"

#include "core/coding/codestore.h"
#include "core/coding/memostore.h"
#include "core/corpus/corpusstore.h"
#include "ui/coding/codetreedesk.h"

namespace antiphon {

namespace {
constexpr int countDelayMs = 150; // counting waits for a pause in the typing
}

struct CodingDesk::Overview
{
    QList<Code> codes;
    QList<Coder> coders;
    QString chosen;
    QList<Source> sources;
};

struct CodingDesk::Opened
{
    Dialogue dialogue;
    QHash<QString, SourceTrack> tracks;
    QList<Coding> codings;
    QHash<TurnId, int> memos;
    CoderId coder;
};

CodingDesk::CodingDesk(WorkspaceContext context, QObject* parent)
    : QObject(parent), m_context(std::move(context))
{
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(countDelayMs);
    connect(&m_countTimer, &QTimer::timeout, this, &CodingDesk::readCounts);
    connect(&m_context.session, &ProjectSession::changed, this, &CodingDesk::refresh);
    m_tree = new CodeTreeDesk(*this);
}

void CodingDesk::refresh()
{
    m_context.session.read<Overview>(
        this,
        [](const Connection& connection) -> Result<Overview> {
            Overview overview;
            ANTIPHON_TRY_ASSIGN(overview.codes, readCodes(connection));
            ANTIPHON_TRY_ASSIGN(overview.coders, allCoders(connection));
            ANTIPHON_TRY_ASSIGN(overview.chosen, chosenCoder(connection));
            ANTIPHON_TRY_ASSIGN(overview.sources, readySources(connection));
            return overview;
        },
        [this](const Result<Overview>& overview) {
            if (overview)
                adopt(*overview);
            else
                m_context.notify(noticeOf(overview.error()));
        },
        QStringLiteral("coding.overview"));
}

void CodingDesk::adopt(const Overview& overview)
{
    const QString before = m_coder;
    m_codes = overview.codes;
    m_coder = overview.chosen;
    if (m_coder.isEmpty())
        m_coder = overview.coders.isEmpty() ? m_context.session.actor().name : overview.coders.first().name;
    m_coderId = {};
    m_coders.clear();
    for (const Coder& coder : overview.coders) {
        m_coders << coder.name;
        if (coder.name == m_coder)
            m_coderId = coder.id;
    }
    if (!m_coders.contains(m_coder))
        m_coders << m_coder;
    m_sources = overview.sources;
    const bool there = std::any_of(m_sources.begin(), m_sources.end(),
                                   [this](const Source& source) { return source.id == m_source; });
    if (!there)
        m_source = m_sources.isEmpty() ? SourceId() : m_sources.first().id;
    m_loaded = true;
    if (before != m_coder) { // nobody sees another coder's codes, not even for a moment
        m_pending.clear();
        m_stored.clear();
        m_counts.clear();
        m_memos.clear();
        Q_EMIT codingsChanged();
    }
    Q_EMIT codersChanged();
    Q_EMIT sourcesChanged();
    Q_EMIT codebookChanged();
    m_countTimer.start();
    readOrder();
}

void CodingDesk::readCounts()
{
    const CoderId coder = m_coderId;
    m_context.session.read<QHash<CodeId, qint64>>(
        this,
        [coder](const Connection& connection) -> Result<QHash<CodeId, qint64>> {
            if (coder.isNull())
                return QHash<CodeId, qint64>();
            return codingCounts(connection, coder);
        },
        [this](const Result<QHash<CodeId, qint64>>& counts) {
            if (!counts || m_counts == *counts)
                return;
            m_counts = *counts;
            Q_EMIT codebookChanged();
        },
        QStringLiteral("coding.counts"));
}

// The order is read once a source; afterwards only the codings are.
void CodingDesk::readOrder()
{
    qint64 published = 0;
    for (const Source& source : m_sources) {
        if (source.id == m_source)
            published = source.published;
    }
    if (m_orderSource == m_source && m_orderPublished == published) {
        refreshCodings();
        return;
    }
    const SourceId asked = m_source;
    m_context.session.read<QList<DialogueId>>(
        this,
        [asked](const Connection& connection) -> Result<QList<DialogueId>> {
            if (asked.isNull())
                return QList<DialogueId>();
            return dialogueIds(connection, asked);
        },
        [this, asked, published](const Result<QList<DialogueId>>& order) {
            if (!order || asked != m_source)
                return;
            m_order = *order;
            m_orderSource = asked;
            m_orderPublished = published;
            const qsizetype wanted = m_order.indexOf(m_wanted.isNull() ? m_dialogue.id : m_wanted);
            const int turn = std::exchange(m_wantedTurn, 0);
            m_wanted = {};
            m_index = m_order.isEmpty() ? -1 : static_cast<int>(std::max(wanted, qsizetype(0)));
            if (m_index >= 0)
                readDialogueAt(m_order[m_index], turn);
            else
                adopt(Opened());
        },
        QStringLiteral("coding.order"));
}

void CodingDesk::readDialogueAt(DialogueId id, int turn)
{
    m_context.session.read<Opened>(
        this,
        [id, coder = m_coderId](const Connection& connection) -> Result<Opened> {
            Opened opened;
            ANTIPHON_TRY_ASSIGN(opened.dialogue, readDialogue(connection, id));
            ANTIPHON_TRY_ASSIGN(opened.tracks, tracksOf(connection, opened.dialogue));
            ANTIPHON_TRY_ASSIGN(opened.codings, codingsOfDialogue(connection, id, coder));
            ANTIPHON_TRY_ASSIGN(opened.memos, memoCounts(connection, id, coder));
            opened.coder = coder;
            return opened;
        },
        [this, turn](const Result<Opened>& opened) {
            if (!opened) {
                m_context.notify(noticeOf(opened.error()));
                return;
            }
            adopt(*opened);
            Q_EMIT dialogueShown(turn);
        },
        QStringLiteral("coding.dialogue"));
}

void CodingDesk::refreshCodings()
{
    if (m_dialogue.id.isNull())
        return;
    m_context.session.read<Opened>(
        this,
        [id = m_dialogue.id, coder = m_coderId](const Connection& connection) -> Result<Opened> {
            Opened opened;
            opened.dialogue.id = id;
            ANTIPHON_TRY_ASSIGN(opened.codings, codingsOfDialogue(connection, id, coder));
            ANTIPHON_TRY_ASSIGN(opened.memos, memoCounts(connection, id, coder));
            opened.coder = coder;
            return opened;
        },
        [this](const Result<Opened>& opened) {
            if (!opened || opened->dialogue.id != m_dialogue.id || opened->coder != m_coderId)
                return;
            Opened whole = *opened;
            whole.dialogue = m_dialogue;
            whole.tracks = m_tracks;
            adopt(whole);
        },
        QStringLiteral("coding.codings"));
}

void CodingDesk::adopt(const Opened& opened)
{
    const bool other = opened.dialogue.id != m_dialogue.id;
    m_dialogue = opened.dialogue;
    m_tracks = opened.tracks;
    m_memos = opened.memos;
    m_stored.clear();
    for (const Coding& coding : opened.codings) {
        if (coding.target.turn && !coding.target.span)
            m_stored << Shown{*coding.target.turn, coding.code};
    }
    if (other && m_dialogue.id.isNull())
        Q_EMIT dialogueShown(0);
    Q_EMIT codingsChanged();
}

const Code* CodingDesk::codeById(CodeId id) const
{
    const auto found =
        std::find_if(m_codes.begin(), m_codes.end(), [id](const Code& code) { return code.id == id; });
    return found == m_codes.end() ? nullptr : &*found;
}

void CodingDesk::apply(QList<Shown>& codings, const Pending& change)
{
    if (!change.adds)
        codings.removeAll(change.coding);
    else if (!codings.contains(change.coding))
        codings << change.coding;
}

QList<CodingDesk::Shown> CodingDesk::shown() const
{
    QList<Shown> codings = m_stored;
    for (const Pending& change : m_pending) {
        if (change.dialogue == m_dialogue.id)
            apply(codings, change);
    }
    return codings;
}

QList<Code> CodingDesk::codesOn(int turn) const
{
    QList<Code> codes;
    if (turn < 0 || turn >= m_dialogue.turns.size())
        return codes;
    const TurnId id = m_dialogue.turns[turn].id;
    for (const Shown& coding : shown()) {
        if (coding.turn != id)
            continue;
        if (const Code* code = codeById(coding.code))
            codes << *code;
    }
    return codes;
}

int CodingDesk::codedTurns() const
{
    QSet<TurnId> turns;
    for (const Shown& coding : shown())
        turns.insert(coding.turn);
    return static_cast<int>(turns.size());
}

int CodingDesk::memoCount(int turn) const
{
    return m_memos.value(m_dialogue.turns.value(turn).id);
}

TurnPlace CodingDesk::placeOf(int turn) const
{
    const Turn& value = m_dialogue.turns[turn];
    return {value.id, m_dialogue.id, turn, value.role};
}

DialogueDocument CodingDesk::document() const
{
    DialogueDocument document;
    for (int i = 0; i < m_dialogue.turns.size(); ++i) {
        const Turn& turn = m_dialogue.turns[i];
        DialogueTurn out;
        out.speaker = turn.role == Role::User ? Speaker::User : Speaker::System;
        out.text = turn.text;
        for (const TrackReference& track : turn.tracks) {
            const SourceTrack facts = m_tracks.value(track.externalId);
            out.tracks << (facts.title.isEmpty() ? track.externalId
                           : facts.artist.isEmpty()
                               ? facts.title
                               : QStringLiteral("%1 \u2013 %2").arg(facts.title, facts.artist));
        }
        for (const Code& code : codesOn(i))
            out.chips << DialogueChip{code.name, code.colour, ChipStyle::Solid, code.definition,
                                      code.id.toText()};
        if (const int memos = memoCount(i); memos > 0)
            out.note = memos == 1 ? tr("1 memo") : tr("%1 memos").arg(memos);
        document.turns << out;
    }
    return document;
}

void CodingDesk::toggle(int turn, const Code& code)
{
    if (turn < 0 || turn >= m_dialogue.turns.size() || !mayCode(code.facet, m_dialogue.turns[turn].role))
        return;
    change(turn, code, !shown().contains(Shown{m_dialogue.turns[turn].id, code.id}));
}

void CodingDesk::removeLast(int turn)
{
    if (const QList<Code> codes = codesOn(turn); !codes.isEmpty())
        change(turn, codes.last(), false);
}

void CodingDesk::change(int turn, const Code& code, bool adds)
{
    const TurnPlace place = placeOf(turn);
    const Pending pending{++m_lastChange, place.dialogue, {place.turn, code.id}, adds};
    m_pending << pending;
    m_counts[code.id] += adds ? 1 : -1;
    Q_EMIT codingsChanged();
    Q_EMIT codebookChanged();
    m_context.session.edit(
        adds ? codeLabel(place, code) : uncodeLabel(place, code),
        [place, code = code.id, name = m_coder, adds](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
            if (adds)
                ANTIPHON_TRY(
                    addCoding(connection, {{}, code, coder.id, {place.dialogue, place.turn, {}}, {}, 0}));
            else
                ANTIPHON_TRY(removeCoding(connection, place.turn, code, coder.id));
            return {};
        },
        this,
        [this, pending](const Result<void>& result) {
            const auto waited =
                m_pending.removeIf([&](const Pending& other) { return other.number == pending.number; });
            if (result && waited > 0 && pending.dialogue == m_dialogue.id)
                apply(m_stored, pending);
            Q_EMIT codingsChanged();
        });
}

void CodingDesk::chooseCoder(const QString& name)
{
    const QString plain = name.trimmed();
    if (plain.isEmpty() || plain == m_coder)
        return;
    m_context.session.edit(tr("Choose coder %1").arg(plain), [plain](const Connection& connection) {
        return setChosenCoder(connection, plain);
    });
}

void CodingDesk::chooseSource(SourceId source)
{
    if (source == m_source)
        return;
    m_source = source;
    Q_EMIT sourcesChanged();
    readOrder();
}

void CodingDesk::showDialogue(int index)
{
    if (m_order.isEmpty())
        return;
    m_index = std::clamp(index, 0, static_cast<int>(m_order.size()) - 1);
    readDialogueAt(m_order[m_index], 0);
}

void CodingDesk::showDialogue(DialogueId id, int turn)
{
    if (const qsizetype index = m_order.indexOf(id); index >= 0) {
        m_index = static_cast<int>(index);
        readDialogueAt(id, turn);
        return;
    }
    m_wanted = id;
    m_wantedTurn = turn;
    m_context.session.read<Dialogue>(
        this, [id](const Connection& connection) { return readDialogue(connection, id); },
        [this](const Result<Dialogue>& dialogue) {
            if (dialogue)
                chooseSource(dialogue->source);
        });
}

void CodingDesk::goToNextUncoded(int fromTurn)
{
    for (int i = fromTurn + 1; i < m_dialogue.turns.size(); ++i) {
        if (codesOn(i).isEmpty()) {
            Q_EMIT dialogueShown(i);
            return;
        }
    }
    if (m_dialogue.turns.isEmpty())
        return;
    using Found = std::optional<TurnPlace>;
    m_context.session.read<Found>(
        this,
        [coder = m_coderId, from = placeOf(static_cast<int>(m_dialogue.turns.size()) - 1)](
            const Connection& connection) { return nextUncodedTurn(connection, coder, from); },
        [this](const Result<Found>& found) {
            if (found && *found)
                showDialogue((*found)->dialogue, (*found)->position);
            else if (found)
                Q_EMIT allCoded();
        },
        QStringLiteral("coding.uncoded"));
}

} // namespace antiphon
