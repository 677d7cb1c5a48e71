#include "ui/coding/codingdesk.h"

#include "core/coding/codestore.h"
#include "core/coding/memostore.h"
#include "core/coding/turncorrectionstore.h"
#include "core/corpus/corpusstore.h"
#include "ui/coding/codetreedesk.h"
#include "ui/coding/codingdocument.h"
#include "ui/coding/memodesk.h"

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
    qint64 corrections = 0;
    CoderId coder;
};

CodingDesk::CodingDesk(WorkspaceContext context, QObject* parent)
    : QObject(parent),
      m_context(std::move(context)),
      m_memoDesk(new MemoDesk(*this)),
      m_codings(new DialogueCodings(m_context.session, this))
{
    m_countTimer.setSingleShot(true);
    m_countTimer.setInterval(countDelayMs);
    connect(&m_countTimer, &QTimer::timeout, this, &CodingDesk::readCounts);
    connect(&m_context.session, &ProjectSession::changed, this, &CodingDesk::refresh);
    m_tree = new CodeTreeDesk(*this);
    connect(m_codings, &DialogueCodings::changed, this, &CodingDesk::codingsChanged);
    connect(m_codings, &DialogueCodings::failed, this, &CodingDesk::refresh);
    connect(m_codings, &DialogueCodings::counted, this, [this](CodeId code, int difference) {
        m_counts[code] += difference;
        Q_EMIT codebookChanged();
    });
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
    setCodes(overview.codes);
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
        m_counts.clear();
        m_memos.clear();
        m_codings->forget();
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

void CodingDesk::readDialogueAt(DialogueId id, std::optional<int> turn)
{
    m_context.session.read<Opened>(
        this,
        [id, coder = m_coderId](const Connection& connection) -> Result<Opened> {
            Opened opened;
            ANTIPHON_TRY_ASSIGN(opened.dialogue, readDialogue(connection, id));
            ANTIPHON_TRY_ASSIGN(opened.tracks, tracksOf(connection, opened.dialogue));
            ANTIPHON_TRY_ASSIGN(opened.codings, codingsOfDialogue(connection, id, coder));
            ANTIPHON_TRY_ASSIGN(opened.memos, memoCounts(connection, id, coder));
            ANTIPHON_TRY_ASSIGN(opened.corrections, correctionStamp(connection, id));
            opened.coder = coder;
            return opened;
        },
        [this, turn](const Result<Opened>& opened) {
            if (!opened) {
                m_context.notify(noticeOf(opened.error()));
                return;
            }
            adopt(*opened);
            if (turn)
                Q_EMIT dialogueShown(*turn);
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
            ANTIPHON_TRY_ASSIGN(opened.corrections, correctionStamp(connection, id));
            opened.coder = coder;
            return opened;
        },
        [this](const Result<Opened>& opened) {
            if (!opened || opened->dialogue.id != m_dialogue.id || opened->coder != m_coderId)
                return;
            if (opened->corrections != m_corrections) {
                readDialogueAt(m_dialogue.id, std::nullopt);
                return;
            }
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
    m_corrections = opened.corrections;
    if (other) {
        m_current = {};
        m_hits.clear();
    }
    if (other && m_dialogue.id.isNull())
        Q_EMIT dialogueShown(0);
    m_codings->setStored(m_dialogue.id, opened.codings);
}

void CodingDesk::setCodes(const QList<Code>& codes)
{
    m_codes = codes;
    m_codePlaces.clear();
    for (qsizetype i = 0; i < m_codes.size(); ++i)
        m_codePlaces.insert(m_codes[i].id, i);
}

void CodingDesk::foresee(const Code& code)
{
    setCodes(QList<Code>(m_codes) << code);
    Q_EMIT codebookChanged();
}

const Code* CodingDesk::codeById(CodeId id) const
{
    const auto found = m_codePlaces.constFind(id);
    return found == m_codePlaces.cend() ? nullptr : &m_codes[*found];
}

QList<Code> CodingDesk::codesOn(int turn) const
{
    QList<Code> codes;
    if (turn < 0 || turn >= m_dialogue.turns.size())
        return codes;
    const CodingTarget whole{m_dialogue.id, m_dialogue.turns[turn].id, {}};
    for (const Coding& coding : m_codings->shown()) {
        if (const Code* code = coding.target == whole ? codeById(coding.code) : nullptr)
            codes << *code;
    }
    return codes;
}

QList<Coding> CodingDesk::codingsAround(int turn) const
{
    return antiphon::codingsAround(m_dialogue, m_codings->shown(), turn);
}

bool CodingDesk::isCoded(int turn) const
{
    const TurnId id = m_dialogue.turns.value(turn).id;
    const QList<Coding>& all = m_codings->shown();
    return std::any_of(all.begin(), all.end(), [id](const Coding& coding) {
        return coding.target.turn == id && !coding.target.exchange;
    });
}

int CodingDesk::codedTurns() const
{
    QSet<TurnId> turns;
    for (const Coding& coding : m_codings->shown()) {
        if (coding.target.turn && !coding.target.exchange)
            turns.insert(*coding.target.turn);
    }
    return static_cast<int>(turns.size());
}

QList<Role> CodingDesk::roles() const
{
    QList<Role> roles;
    for (const Turn& turn : m_dialogue.turns)
        roles << turn.role;
    return roles;
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
    return codingDocument({m_dialogue, m_tracks, m_codings->shown(),
                           [this](CodeId id) { return codeById(id); },
                           [this](const TurnId& turn) { return m_memos.value(turn); }, m_hits, m_current});
}

void CodingDesk::toggle(const CodingTarget& target, int turn, const Code& code)
{
    const TurnPlace place = placeOf(turn);
    m_current = {};
    if (const Coding* there = m_codings->codingOn(target, code.id)) {
        m_codings->change(m_coder, uncodeLabel(place, code, target.kind()), {{*there, {}}});
        return;
    }
    const Coding coding{CodingId::create(), code.id, m_coderId, target, CodingOrigin::Person, now()};
    if (target.kind() != TargetKind::Turn)
        m_current = coding.id;
    m_codings->change(m_coder, codeLabel(place, code, target.kind()), {{{}, coding}});
}

void CodingDesk::setCurrentCoding(CodingId coding)
{
    if (coding == m_current)
        return;
    m_current = coding;
    Q_EMIT codingsChanged();
}

void CodingDesk::setHits(const QHash<TurnId, QList<TextSpan>>& hits)
{
    if (hits == m_hits)
        return;
    m_hits = hits;
    Q_EMIT codingsChanged();
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

void CodingDesk::goToUncoded(int fromTurn, Direction direction)
{
    const int step = direction == Direction::Forward ? 1 : -1;
    for (int i = fromTurn + step; i >= 0 && i < m_dialogue.turns.size(); i += step) {
        if (!isCoded(i)) {
            Q_EMIT dialogueShown(i);
            return;
        }
    }
    if (m_dialogue.turns.isEmpty())
        return;
    const int edge = step > 0 ? static_cast<int>(m_dialogue.turns.size()) - 1 : 0;
    goToFound(
        [coder = m_coderId, from = placeOf(edge), direction](const Connection& connection) {
            return nextUncodedTurn(connection, coder, from, direction);
        },
        direction == Direction::Forward ? tr("Every turn from here to the end is coded")
                                        : tr("Every turn from the begin to here is coded"));
}

void CodingDesk::goToCode(const Code& code, int fromTurn, Direction direction)
{
    if (fromTurn < 0 || fromTurn >= m_dialogue.turns.size())
        return;
    goToFound(
        [coder = m_coderId, code = code.id, from = placeOf(fromTurn),
         direction](const Connection& connection) {
            return nextTurnWithCode(connection, coder, code, from, direction);
        },
        direction == Direction::Forward ? tr("No turn from here to the end has %1").arg(code.name)
                                        : tr("No turn from the begin to here has %1").arg(code.name));
}

void CodingDesk::goToFound(std::function<Result<std::optional<TurnPlace>>(const Connection&)> question,
                           const QString& nothing)
{
    using Found = std::optional<TurnPlace>;
    m_context.session.read<Found>(
        this, std::move(question),
        [this, nothing](const Result<Found>& found) {
            if (found && *found)
                showDialogue((*found)->dialogue, (*found)->position);
            else if (found)
                Q_EMIT said(nothing);
        },
        QStringLiteral("coding.goTo"));
}

} // namespace antiphon
