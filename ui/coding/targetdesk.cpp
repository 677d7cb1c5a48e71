#include "ui/coding/targetdesk.h"

#include "core/coding/codestore.h"
#include "core/coding/invivo.h"
#include "ui/widgets/dialogueview.h"

namespace antiphon {

TargetDesk::TargetDesk(CodingDesk& desk, DialogueView& view, QObject* parent)
    : QObject(parent), m_desk(desk), m_view(view)
{
    connect(&m_view, &DialogueView::currentTurnChanged, this, &TargetDesk::forgetCoding);
    connect(&m_view, &DialogueView::stripeClicked, this, [this](int turn, int stripe) {
        const QList<DialogueStripe> stripes = m_view.document().turns.value(turn).stripes;
        choose(CodingId::fromText(stripes.value(stripe).key).value_or(CodingId()));
    });
}

int TargetDesk::turn() const
{
    return m_desk.dialogue().id.isNull() ? -1 : m_view.currentTurn();
}

void TargetDesk::forgetCoding()
{
    const QList<Coding> around = m_desk.codingsAround(turn());
    const bool there = std::any_of(around.begin(), around.end(), [this](const Coding& coding) {
        return coding.id == m_desk.currentCoding();
    });
    if (!there)
        m_desk.setCurrentCoding({});
}

void TargetDesk::aimAt(CodingAim aim)
{
    if (turn() < 0)
        return;
    if (aim == CodingAim::Recode && !coding()) {
        Q_EMIT said(tr("There is no coding here to recode"));
        return;
    }
    m_aim = aim == m_aim ? CodingAim::Selection : aim;
    Q_EMIT aimChanged();
}

QString TargetDesk::aimText() const
{
    switch (m_aim) {
    case CodingAim::Exchange:
        return tr("The next code goes on the exchange");
    case CodingAim::Dialogue:
        return tr("The next code goes on the dialogue");
    case CodingAim::Recode: {
        const Code* code = coding() ? m_desk.codeById(coding()->code) : nullptr;
        return code ? tr("The next code takes the place of %1").arg(code->name) : QString();
    }
    case CodingAim::Selection:
        break;
    }
    return {};
}

std::optional<Role> TargetDesk::aimRole() const
{
    const bool wide =
        m_aim == CodingAim::Exchange || m_aim == CodingAim::Dialogue ||
        (m_aim == CodingAim::Recode && coding() && (coding()->target.exchange || !coding()->target.turn));
    if (wide || turn() < 0)
        return std::nullopt;
    return m_desk.placeOf(turn()).role;
}

bool TargetDesk::stepBack()
{
    if (m_aim == CodingAim::Selection && m_desk.currentCoding().isNull())
        return false;
    if (m_aim != CodingAim::Selection)
        endAim();
    else
        m_desk.setCurrentCoding({});
    return true;
}

std::optional<CodingTarget> TargetDesk::target()
{
    const Dialogue& dialogue = m_desk.dialogue();
    CodingTarget target{dialogue.id, dialogue.turns[turn()].id, {}};
    if (m_aim == CodingAim::Dialogue)
        return CodingTarget{dialogue.id, {}, {}};
    if (m_aim == CodingAim::Exchange) {
        target.turn = dialogue.turns[exchangeAround(m_desk.roles(), turn()).first].id;
        target.exchange = true;
        return target;
    }
    if (const auto selection = m_view.selection(); selection && selection->turn == turn())
        target.span = wholeCharacters(dialogue.turns[turn()].text, selection->span);
    else if (!m_view.selectedText().isEmpty()) {
        Q_EMIT said(tr("Select words within one turn"));
        return std::nullopt;
    }
    return target;
}

void TargetDesk::give(const Code& code)
{
    if (turn() < 0)
        return;
    if (m_aim == CodingAim::Recode) {
        recodeWith(code);
        return;
    }
    const auto where = target();
    if (!where)
        return;
    QList<Role> roles{m_desk.placeOf(turn()).role};
    if (where->exchange) {
        const ExchangeRange range = exchangeAround(m_desk.roles(), turn());
        roles = m_desk.roles().mid(range.first, range.last - range.first + 1);
    }
    if (!mayCodeTarget(code.facet, where->kind(), roles)) {
        Q_EMIT said(code.facet == Facet::Action ? tr("%1 goes on turns of the system").arg(code.name)
                                                : tr("%1 goes on turns of the user").arg(code.name));
        return;
    }
    if (where->span)
        m_view.clearSelection();
    m_desk.toggle(*where, turn(), code);
    Q_EMIT gave(code);
    endAim();
}

void TargetDesk::endAim()
{
    if (std::exchange(m_aim, CodingAim::Selection) != CodingAim::Selection)
        Q_EMIT aimChanged();
}

// Why the code can not take the place of the coding's; empty where it can.
QString TargetDesk::reasonNotToRecode(const Coding& coding, const Code& code) const
{
    if (m_desk.codings().codingOn(coding.target, code.id))
        return tr("%1 lies there already").arg(code.name);
    const Role role = m_desk.placeOf(turn()).role;
    const bool wide = coding.target.exchange || !coding.target.turn;
    if (wide || mayCode(code.facet, role))
        return {};
    return role == Role::User ? tr("%1 goes on turns of the system").arg(code.name)
                              : tr("%1 goes on turns of the user").arg(code.name);
}

void TargetDesk::recodeWith(const Code& code)
{
    const auto was = coding();
    endAim();
    const Code* before = was ? m_desk.codeById(was->code) : nullptr;
    if (!before || code.id == was->code)
        return;
    if (const QString reason = reasonNotToRecode(*was, code); !reason.isEmpty()) {
        Q_EMIT said(reason);
        return;
    }
    Coding becomes = *was;
    becomes.code = code.id;
    m_desk.setCurrentCoding(becomes.id);
    m_desk.codings().change(m_desk.coder(), tr("Recode %1 as %2").arg(before->name, code.name),
                            {{*was, becomes}});
    Q_EMIT gave(code);
}

std::optional<Coding> TargetDesk::coding() const
{
    const QList<Coding> around = m_desk.codingsAround(turn());
    for (const Coding& coding : around) {
        if (coding.id == m_desk.currentCoding())
            return coding;
    }
    // The last one given on the turn or its words.
    const Coding* last = nullptr;
    for (const Coding& coding : m_desk.codings().shown()) {
        if (coding.target.turn == m_desk.dialogue().turns.value(turn()).id && !coding.target.exchange)
            last = &coding;
    }
    return last ? std::optional(*last) : std::nullopt;
}

void TargetDesk::choose(CodingId coding)
{
    m_desk.setCurrentCoding(coding);
}

void TargetDesk::takeOff()
{
    const auto going = coding();
    const Code* code = going ? m_desk.codeById(going->code) : nullptr;
    if (!code)
        return;
    m_desk.codings().change(m_desk.coder(), uncodeLabel(m_desk.placeOf(turn()), *code, going->target.kind()),
                            {{*going, {}}});
    m_desk.setCurrentCoding({});
}

void TargetDesk::goThrough(int step)
{
    const QList<Coding> around = m_desk.codingsAround(turn());
    if (around.isEmpty()) {
        Q_EMIT said(tr("This turn has no coding"));
        return;
    }
    qsizetype at = step > 0 ? -1 : around.size();
    for (qsizetype i = 0; i < around.size(); ++i) {
        if (around[i].id == m_desk.currentCoding())
            at = i;
    }
    const Coding& next = around[(at + step + around.size()) % around.size()];
    m_desk.setCurrentCoding(next.id);
    if (const Code* code = m_desk.codeById(next.code)) {
        const QString words = next.target.span
                                  ? spanText(m_desk.dialogue().turns[turn()].text, *next.target.span)
                                  : targetWord(next.target.kind());
        Q_EMIT said(QStringLiteral("%1: %2").arg(code->name, words.simplified()));
    }
}

void TargetDesk::moveEnd(SpanEnd end, TextStep step, int steps)
{
    const auto was = coding();
    if (!was || !was->target.span) {
        Q_EMIT said(tr("Choose a coding of words first"));
        return;
    }
    const Code* code = m_desk.codeById(was->code);
    const QString text = m_desk.dialogue().turns[turn()].text;
    Coding becomes = *was;
    becomes.target.span = moveSpanEnd(text, *was->target.span, end, step, steps);
    m_desk.setCurrentCoding(was->id);
    if (!code || becomes.target.span == was->target.span)
        return;
    if (m_desk.codings().codingOn(becomes.target, was->code)) {
        Q_EMIT said(tr("%1 lies there already").arg(code->name));
        return;
    }
    m_desk.codings().change(m_desk.coder(), tr("Move the span of %1").arg(code->name), {{*was, becomes}});
    m_view.showSpan(turn(), *becomes.target.span);
}

void TargetDesk::codeInVivo()
{
    if (turn() < 0)
        return;
    endAim();
    const auto where = target();
    if (!where)
        return;
    const QString words =
        where->span ? spanText(m_desk.dialogue().turns[turn()].text, *where->span) : QString();
    const auto codes = inVivoCodes(m_desk.codes(), words);
    if (!codes) {
        Q_EMIT said(tr("Select the words that name the code"));
        return;
    }
    for (const Code& code : *codes)
        m_desk.foresee(code);
    const Coding coding{
        CodingId::create(), codes->last().id, m_desk.coderId(), *where, CodingOrigin::Person, now()};
    m_desk.codings().change(m_desk.coder(), tr("Code in vivo: %1").arg(codes->last().name), {{{}, coding}},
                            [codes = *codes](const Connection& connection) -> Result<void> {
                                for (const Code& code : codes)
                                    ANTIPHON_TRY(addCode(connection, code));
                                return {};
                            });
    m_view.clearSelection();
    m_desk.setCurrentCoding(coding.id);
    Q_EMIT gave(codes->last());
}

} // namespace antiphon
