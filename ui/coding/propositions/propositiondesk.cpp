#include "ui/coding/propositions/propositiondesk.h"

#include "core/coding/coderstore.h"
#include "ui/coding/codingdesk.h"

namespace antiphon {

struct PropositionDesk::Answer
{
    QList<ListedProposition> propositions;
    PropositionId chosen;
    QList<ListedEvidence> evidence;
    QList<NegativeCase> cases;
};

PropositionDesk::PropositionDesk(CodingDesk& desk, QObject* parent)
    : QObject(parent),
      m_desk(desk),
      m_question(QStringLiteral("coding.propositions.%1").arg(reinterpret_cast<quintptr>(this)))
{
}

const WorkspaceContext& PropositionDesk::context() const
{
    return m_desk.context();
}

void PropositionDesk::refresh()
{
    context().session.read<Answer>(
        this,
        [chosen = m_chosen](const Connection& connection) -> Result<Answer> {
            Answer answer;
            ANTIPHON_TRY_ASSIGN(answer.propositions, listPropositions(connection, {}));
            ANTIPHON_TRY_ASSIGN(answer.cases, openNegativeCases(connection, {}));
            for (const ListedProposition& listed : std::as_const(answer.propositions)) {
                if (listed.proposition.id == chosen)
                    answer.chosen = chosen;
            }
            if (answer.chosen.isNull() && !answer.propositions.isEmpty())
                answer.chosen = answer.propositions.first().proposition.id;
            ANTIPHON_TRY_ASSIGN(answer.evidence, evidenceOf(connection, answer.chosen));
            return answer;
        },
        [this](const Result<Answer>& answer) {
            if (answer)
                adopt(*answer);
            else
                context().notify(noticeOf(answer.error()));
        },
        m_question);
}

void PropositionDesk::adopt(const Answer& answer)
{
    m_loaded = true;
    m_propositions = answer.propositions;
    m_chosen = answer.chosen;
    m_evidence = answer.evidence;
    m_cases = answer.cases;
    Q_EMIT changed();
}

void PropositionDesk::choose(PropositionId proposition)
{
    if (proposition == m_chosen)
        return;
    m_chosen = proposition;
    m_evidence.clear();
    refresh();
}

const ListedProposition* PropositionDesk::chosen() const
{
    const auto found =
        std::find_if(m_propositions.begin(), m_propositions.end(),
                     [this](const ListedProposition& listed) { return listed.proposition.id == m_chosen; });
    return found == m_propositions.end() ? nullptr : &*found;
}

void PropositionDesk::edit(const QString& label, std::function<Result<void>(const Connection&)> change)
{
    context().session.edit(label, std::move(change));
}

PropositionId PropositionDesk::propose(const QString& text)
{
    Proposition proposition;
    proposition.id = PropositionId::create();
    proposition.text = text;
    m_chosen = proposition.id;
    edit(tr("Add the proposition “%1”").arg(propositionHeading(text)),
         [proposition, name = m_desk.coder()](const Connection& connection) -> Result<void> {
             Proposition added = proposition;
             ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
             added.coder = coder.id;
             ANTIPHON_TRY(addProposition(connection, added));
             return {};
         });
    return proposition.id;
}

PropositionId PropositionDesk::propose(const QString& text, const MemoAnchor& anchor, Stance stance)
{
    Proposition proposition;
    proposition.id = PropositionId::create();
    proposition.text = text;
    edit(tr("Add the proposition “%1”").arg(propositionHeading(text)),
         [proposition, anchor, stance, name = m_desk.coder()](const Connection& connection) -> Result<void> {
             Proposition added = proposition;
             ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
             added.coder = coder.id;
             ANTIPHON_TRY(addProposition(connection, added));
             ANTIPHON_TRY(addEvidence(connection, {{}, added.id, anchor, stance, {}, {}, coder.id, 0}));
             return {};
         });
    return proposition.id;
}

void PropositionDesk::change(PropositionId proposition, const QString& label,
                             std::function<void(Proposition&)> how)
{
    edit(label, [proposition, how = std::move(how)](const Connection& connection) -> Result<void> {
        ANTIPHON_TRY_ASSIGN(ListedProposition listed, listedProposition(connection, proposition));
        how(listed.proposition);
        return changeProposition(connection, listed.proposition);
    });
}

void PropositionDesk::remove(const ListedProposition& listed)
{
    edit(tr("Delete the proposition “%1”").arg(propositionHeading(listed.proposition.text)),
         [id = listed.proposition.id](const Connection& connection) {
             return removeProposition(connection, id);
         });
}

void PropositionDesk::take(const ListedProposition& listed, const MemoAnchor& anchor, Stance stance)
{
    const PropositionEvidence evidence{{}, listed.proposition.id, anchor, stance, {}, {}, {}, 0};
    edit(evidenceLabel(stance, listed.proposition.text),
         [evidence, name = m_desk.coder()](const Connection& connection) -> Result<void> {
             PropositionEvidence added = evidence;
             ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
             added.coder = coder.id;
             ANTIPHON_TRY(addEvidence(connection, added));
             return {};
         });
}

void PropositionDesk::changeEvidence(const PropositionEvidence& evidence, const QString& label)
{
    edit(label,
         [evidence](const Connection& connection) { return antiphon::changeEvidence(connection, evidence); });
}

void PropositionDesk::removeEvidence(const ListedEvidence& listed)
{
    edit(tr("Take back the evidence %1").arg(memoPlaceText(listed.place)),
         [id = listed.evidence.id](const Connection& connection) {
             return antiphon::removeEvidence(connection, id);
         });
}

} // namespace antiphon
