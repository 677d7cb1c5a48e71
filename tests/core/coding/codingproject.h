// A project with two small dialogues and the starting codebook.
#pragma once

#include "core/coding/coding.h"
#include "core/storage/edithistory.h"
#include "tests/support/resultassertions.h"
#include "tests/support/temporaryproject.h"

namespace antiphon::test {

class CodingProject : public testing::Test
{
protected:
    CodingProject();

    const Connection& db() const { return m_project.connection(); }
    // A ready source whose dialogues "a" and "b" have the given numbers of turns, user first.
    void addSource(const QString& name, const QList<int>& turns = {6, 4});
    // A ready source with one dialogue of these turns, user first.
    void addTalk(const QString& source, const QString& dialogue, const QStringList& texts);
    TurnPlace place(const QString& dialogue, int position) const;
    Code code(Facet facet, const QString& name) const;
    Coder coder(const QString& name) const;
    // One recorded edit.
    Result<void> edit(const QString& label, const std::function<Result<void>()>& change) const;
    bool put(const TurnPlace& at, const Code& with, const QString& by) const;
    bool take(const TurnPlace& at, const Code& with, const QString& by) const;
    qint64 codings() const;
    QList<Coding> codingsOf(const QString& dialogue, const QString& by) const;

    TemporaryProject m_project;
    Actor m_actor{QStringLiteral("ada")};
};

inline Code named(Facet facet, const QString& name, const QString& key = {})
{
    Code code;
    code.id = CodeId::create();
    code.facet = facet;
    code.name = name;
    code.shortcut = key;
    return code;
}

} // namespace antiphon::test
