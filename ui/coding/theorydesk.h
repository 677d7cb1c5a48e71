// What axial and selective coding show and edit.
#pragma once

#include "core/coding/theorystore.h"
#include "core/jobs/databasethread.h"
#include "ui/shell/workspace.h"

namespace antiphon {

class CodingDesk;

class TheoryDesk : public QObject
{
    Q_OBJECT
public:
    explicit TheoryDesk(CodingDesk& desk, QObject* parent = nullptr);

    void refresh(); // reads anew; the pages call it while they are in sight
    bool isLoaded() const { return m_loaded; }
    const QList<Code>& codes() const { return m_codes; }
    const Code* code(CodeId id) const;
    QString nameOf(CodeId id) const;
    const Theory& theory() const { return m_theory; }
    CodeDensity density(CodeId code) const { return m_densities.value(code); }
    const ThinRule& rule() const { return m_rule; }
    // Categories, and codes with a relation, a property or a place; the core.
    bool belongsToTheory(CodeId code) const { return m_members.contains(code); }

    // Each is one undo step; what fails is told by the session.
    void relate(CodeId source, RelationKind kind, CodeId target);
    void changeRelation(const CodeRelation& relation);
    void unrelate(const CodeRelation& relation);
    void addProperty(const CodeProperty& property);
    void changeProperty(const CodeProperty& property);
    void removeProperty(const CodeProperty& property);
    void pin(const CanvasPlace& place);
    void unpin(CodeId code);
    void setCore(std::optional<CodeId> core);
    void setRule(const ThinRule& rule); // a setting

    CodingDesk& desk() { return m_desk; }
    const WorkspaceContext& context() const;

Q_SIGNALS:
    void changed(); // codes, relations, properties, places, the core
    void densitiesChanged();

private:
    struct Answer;
    void edit(const QString& label, std::function<Result<void>(const Connection&)> change);
    void adopt(const Answer& answer);
    void readDensities();

    CodingDesk& m_desk;
    bool m_loaded = false;
    QList<Code> m_codes;
    Theory m_theory;
    ThinRule m_rule;
    QSet<CodeId> m_members;
    QHash<CodeId, CodeDensity> m_densities;
    // Counting reads all codings: the thread that opens dialogues must not wait for it.
    DatabaseThread m_counter;
};

} // namespace antiphon
