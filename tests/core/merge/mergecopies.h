// A project and a copy of it on another machine.
#pragma once

#include "core/merge/merge.h"
#include "tests/core/coding/codingproject.h"

namespace antiphon::test {

class MergeCopies : public CodingProject
{
protected:
    // From now on there are two.
    void part();
    const Connection& other() const { return *m_other; }
    QString otherPath() const { return m_project.filePath(QStringLiteral("anna.antiphon")); }
    Result<MergeReport> merge() const { return mergeProject(db(), m_actor, otherPath()); }
    Result<MergeReport> mergeBack() const { return mergeProject(other(), m_actor, m_project.path()); }
    // One recorded edit in SQL.
    static Result<void> act(const Connection& in, const QByteArray& sql);
    static QString text(const Connection& in, const QByteArray& sql);
    static qint64 count(const Connection& in, const QByteArray& what);
    static bool code(const Connection& in, const TurnPlace& at, const Code& with, const QString& by);

private:
    std::optional<Connection> m_other;
};

} // namespace antiphon::test
