#include "ui/coding/theorydesk.h"

#include "core/coding/codestore.h"
#include "ui/coding/codingdesk.h"

namespace antiphon {

namespace {

QSet<CodeId> membersOf(const QList<Code>& codes, const Theory& theory)
{
    QSet<CodeId> members;
    for (const Code& code : codes) {
        if (!code.codable)
            members << code.id;
        if (!code.parent.isNull())
            members << code.parent;
    }
    for (const CodeRelation& relation : theory.relations)
        members << relation.source << relation.target;
    for (const CodeProperty& property : theory.properties)
        members << property.code;
    for (const CanvasPlace& place : theory.places)
        members << place.code;
    if (theory.core)
        members << *theory.core;
    return members;
}

} // namespace

struct TheoryDesk::Answer
{
    QList<Code> codes;
    Theory theory;
    ThinRule rule;
};

TheoryDesk::TheoryDesk(CodingDesk& desk, QObject* parent)
    : QObject(parent), m_desk(desk), m_counter(desk.context().session.path(), Access::ReadOnly)
{
}

const WorkspaceContext& TheoryDesk::context() const
{
    return m_desk.context();
}

void TheoryDesk::refresh()
{
    context().session.read<Answer>(
        this,
        [](const Connection& connection) -> Result<Answer> {
            Answer answer;
            ANTIPHON_TRY_ASSIGN(answer.codes, readCodes(connection));
            ANTIPHON_TRY_ASSIGN(answer.theory, readTheory(connection));
            ANTIPHON_TRY_ASSIGN(answer.rule, thinRule(connection));
            return answer;
        },
        [this](const Result<Answer>& answer) {
            if (answer)
                adopt(*answer);
            else
                context().notify(noticeOf(answer.error()));
        },
        QStringLiteral("coding.theory"));
    readDensities();
}

void TheoryDesk::adopt(const Answer& answer)
{
    const bool same = m_loaded && answer.codes == m_codes && answer.theory == m_theory;
    const bool sameRule = answer.rule == m_rule;
    m_loaded = true;
    m_codes = answer.codes;
    m_theory = answer.theory;
    m_rule = answer.rule;
    m_members = membersOf(m_codes, m_theory);
    if (!same)
        Q_EMIT changed();
    if (!sameRule)
        Q_EMIT densitiesChanged();
}

void TheoryDesk::readDensities()
{
    const CoderId coder = m_desk.coderId();
    m_counter.ask<QList<CodeDensity>>(
        this,
        [coder](const Connection& connection) {
            // A coder without an id has done nothing yet: nothing is counted.
            return codeDensities(connection, coder.isNull() ? CoderId::create() : coder);
        },
        [this](const Result<QList<CodeDensity>>& densities) {
            if (!densities)
                return;
            QHash<CodeId, CodeDensity> found;
            for (const CodeDensity& density : *densities)
                found.insert(density.code, density);
            if (found == m_densities)
                return;
            m_densities = found;
            Q_EMIT densitiesChanged();
        },
        QStringLiteral("coding.density"));
}

const Code* TheoryDesk::code(CodeId id) const
{
    const auto found =
        std::find_if(m_codes.begin(), m_codes.end(), [id](const Code& code) { return code.id == id; });
    return found == m_codes.end() ? nullptr : &*found;
}

QString TheoryDesk::nameOf(CodeId id) const
{
    const Code* found = code(id);
    return found ? found->name : QString();
}

void TheoryDesk::edit(const QString& label, std::function<Result<void>(const Connection&)> change)
{
    context().session.edit(label, std::move(change));
}

void TheoryDesk::relate(CodeId source, RelationKind kind, CodeId target)
{
    edit(relateLabel(nameOf(source), kind, nameOf(target)),
         [source, kind, target](const Connection& connection) -> Result<void> {
             ANTIPHON_TRY(addRelation(connection, {{}, source, target, kind, {}, 0}));
             return {};
         });
}

void TheoryDesk::changeRelation(const CodeRelation& relation)
{
    edit(tr("Change the relation of %1 to %2").arg(nameOf(relation.source), nameOf(relation.target)),
         [relation](const Connection& connection) { return antiphon::changeRelation(connection, relation); });
}

void TheoryDesk::unrelate(const CodeRelation& relation)
{
    edit(tr("Delete the relation of %1 to %2").arg(nameOf(relation.source), nameOf(relation.target)),
         [id = relation.id](const Connection& connection) { return removeRelation(connection, id); });
}

void TheoryDesk::addProperty(const CodeProperty& property)
{
    edit(tr("Add property %1 to %2").arg(property.name, nameOf(property.code)),
         [property](const Connection& connection) -> Result<void> {
             ANTIPHON_TRY(antiphon::addProperty(connection, property));
             return {};
         });
}

void TheoryDesk::changeProperty(const CodeProperty& property)
{
    edit(tr("Change property %1 of %2").arg(property.name, nameOf(property.code)),
         [property](const Connection& connection) { return antiphon::changeProperty(connection, property); });
}

void TheoryDesk::removeProperty(const CodeProperty& property)
{
    edit(tr("Delete property %1 of %2").arg(property.name, nameOf(property.code)),
         [id = property.id](const Connection& connection) {
             return antiphon::removeProperty(connection, id);
         });
}

void TheoryDesk::pin(const CanvasPlace& place)
{
    edit(tr("Move %1 on the canvas").arg(nameOf(place.code)),
         [place](const Connection& connection) { return pinCode(connection, place); });
}

void TheoryDesk::unpin(CodeId code)
{
    edit(tr("Let the canvas place %1").arg(nameOf(code)),
         [code](const Connection& connection) { return unpinCode(connection, code); });
}

void TheoryDesk::setCore(std::optional<CodeId> core)
{
    edit(core ? tr("Choose %1 as the core category").arg(nameOf(*core)) : tr("Choose no core category"),
         [core](const Connection& connection) { return setCoreCategory(connection, core); });
}

void TheoryDesk::setRule(const ThinRule& rule)
{
    if (rule == m_rule)
        return;
    m_rule = rule;
    Q_EMIT densitiesChanged();
    edit(tr("Change what counts as thin"),
         [rule](const Connection& connection) { return setThinRule(connection, rule); });
}

} // namespace antiphon
