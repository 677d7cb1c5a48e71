#include "ui/coding/comparisondesk.h"

#include "core/coding/codingstore.h"
#include "core/coding/theorystore.h"
#include "ui/coding/codingdesk.h"

#include <QMetaMethod>

namespace antiphon {

namespace {
constexpr int pauseMs = 60; // who steps through turns wants to see the turns
}

ComparisonDesk::ComparisonDesk(CodingDesk& desk, ComparePanel* panel, QObject* parent)
    : QObject(parent), m_desk(desk), m_panel(panel)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ComparisonDesk::ask);
    connect(&desk.context().session, &ProjectSession::changed, &m_pause, qOverload<>(&QTimer::start));
    connect(&desk, &CodingDesk::codersChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(panel, &ComparePanel::verdictGiven, this, &ComparisonDesk::keep);
    connect(panel, &ComparePanel::goTo, this, &ComparisonDesk::goTo, Qt::QueuedConnection);
    connect(panel, &ComparePanel::listRequested, this, &ComparisonDesk::listRequested);
    connect(panel, &ComparePanel::left, this, &ComparisonDesk::left);
    connect(panel, &ComparePanel::offerTaken, this, &ComparisonDesk::takeOffer);
}

void ComparisonDesk::setInHand(const std::optional<Code>& code, int turn)
{
    m_code = code;
    m_turn = turn;
    m_panel->showCode(code);
    m_pause.start();
}

void ComparisonDesk::focus()
{
    if (m_panel->isVisible())
        m_panel->setFocus(Qt::ShortcutFocusReason);
}

QList<ComparisonAct> comparisonActs()
{
    const auto verdict = [](const char* id, const QString& title, Qt::Key key, ComparisonVerdict given) {
        return ComparisonAct{QLatin1String(id), title, QKeySequence(Qt::ALT | key),
                             [given](ComparisonDesk& desk) { desk.give(given); }};
    };
    return {{QStringLiteral("compare"), ComparisonDesk::tr("Compare with earlier incidents"),
             QKeySequence(Qt::ALT | Qt::Key_C), [](ComparisonDesk& desk) { desk.focus(); }},
            verdict("verdict-fits", ComparisonDesk::tr("Verdict: it fits the earlier incident"), Qt::Key_F,
                    ComparisonVerdict::Fits),
            verdict("verdict-split", ComparisonDesk::tr("Verdict: the code should be split"), Qt::Key_S,
                    ComparisonVerdict::Split),
            verdict("verdict-property", ComparisonDesk::tr("Verdict: a new property"), Qt::Key_P,
                    ComparisonVerdict::Property),
            verdict("verdict-negative", ComparisonDesk::tr("Verdict: a negative case"), Qt::Key_N,
                    ComparisonVerdict::Negative)};
}

void ComparisonDesk::ask()
{
    const auto& turns = m_desk.dialogue().turns;
    if (!m_code || m_turn < 0 || m_turn >= turns.size() || m_desk.coderId().isNull() ||
        !mayCode(m_code->facet, turns[m_turn].role)) {
        m_panel->showNothing();
        return;
    }
    const CompareQuery query{m_code->id, m_desk.coderId(), turns[m_turn].id};
    m_desk.context().session.readAside<CompareAnswer>(
        this, [query](const Connection& connection) { return compareIncidents(connection, query); },
        [this, query](const Result<CompareAnswer>& answer) {
            const auto& now = m_desk.dialogue().turns;
            const bool wanted = m_code && m_code->id == query.code && m_desk.coderId() == query.coder &&
                                m_turn < now.size() && now.value(m_turn).id == query.inHand;
            if (wanted && answer)
                m_panel->showAnswer(*answer);
            else if (wanted)
                m_panel->showNothing();
        },
        QStringLiteral("coding.compare"));
}

void ComparisonDesk::keep(const Incident& inHand, const Incident& against, ComparisonVerdict verdict,
                          const QString& note)
{
    if (!m_code)
        return;
    m_offeredTurn = inHand.place.turn;
    m_offeredAgainst = against.place.turn;
    m_desk.context().session.edit(
        comparisonLabel(inHand.place, *m_code, verdict),
        [code = m_code->id, turn = m_offeredTurn, against = m_offeredAgainst, verdict, note,
         name = m_desk.coder()](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
            return giveVerdict(connection, {{}, code, coder.id, turn, against, verdict, note, 0});
        });
    offerNext(verdict, note);
}

void ComparisonDesk::offerNext(ComparisonVerdict verdict, const QString& note)
{
    m_offered = verdict;
    static const QMetaMethod split = QMetaMethod::fromSignal(&ComparisonDesk::splitRequested);
    if (verdict == ComparisonVerdict::Split && isSignalConnected(split))
        m_panel->offer(tr("Two things under one name?"), tr("Split %1").arg(m_code->name));
    else if (verdict == ComparisonVerdict::Property)
        m_panel->offerToWrite(tr("Name the property while it is fresh:"), tr("Add to %1").arg(m_code->name),
                              tr("Property, such as frequency"), note);
}

void ComparisonDesk::takeOffer(const QString& text)
{
    if (!m_code || !m_offered)
        return;
    m_panel->withdrawOffer();
    if (*m_offered == ComparisonVerdict::Split) {
        Q_EMIT splitRequested(*m_code, m_offeredTurn, m_offeredAgainst);
        return;
    }
    m_desk.context().session.edit(tr("Add property %1 to %2").arg(text, m_code->name),
                                  [code = m_code->id, text](const Connection& connection) -> Result<void> {
                                      CodeProperty property;
                                      property.code = code;
                                      property.name = text;
                                      ANTIPHON_TRY(addProperty(connection, property));
                                      return {};
                                  });
    Q_EMIT left();
}

} // namespace antiphon
