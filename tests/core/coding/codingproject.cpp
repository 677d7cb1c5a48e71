#include "tests/core/coding/codingproject.h"

#include "core/coding/codebookimport.h"
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusstore.h"
#include "core/corpus/sourcestore.h"
#include "core/corpus/sourcewriter.h"

namespace antiphon::test {

namespace {

Dialogue dialogueOf(const QString& externalId, int turns)
{
    Dialogue dialogue;
    dialogue.externalId = externalId;
    for (int i = 0; i < turns; ++i) {
        Turn turn;
        turn.role = i % 2 == 0 ? Role::User : Role::System;
        turn.text = QStringLiteral("turn %1 of %2, \"quoted\"").arg(i + 1).arg(externalId);
        dialogue.turns << turn;
    }
    return dialogue;
}

// Ends the test program: a fixture that cannot be made makes every test meaningless.
template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
    return std::move(*result);
}

void must(Result<void> result)
{
    if (!result)
        qFatal("%s", qPrintable(errorSentence(result.error())));
}

} // namespace

CodingProject::CodingProject()
{
    addSource(QStringLiteral("talks"));
    must(addStartingCodebook(db(), m_actor));
}

void CodingProject::addSource(const QString& name, const QList<int>& turns)
{
    Source source;
    source.name = name;
    source.format = QStringLiteral("chat");
    SourceWriter writer = must(SourceWriter::begin(db(), source));
    for (int i = 0; i < turns.size(); ++i)
        must(writer.add(dialogueOf(QString(QChar(u'a' + i)), turns[i]), i));
    const Source finished = must(writer.finish());
    must(edit(QStringLiteral("Import"), [&] { return publishSource(db(), finished); }));
}

void CodingProject::addTalk(const QString& name, const QString& externalId, const QStringList& texts)
{
    Source source;
    source.name = name;
    source.format = QStringLiteral("chat");
    SourceWriter writer = must(SourceWriter::begin(db(), source));
    Dialogue dialogue = dialogueOf(externalId, static_cast<int>(texts.size()));
    for (int i = 0; i < texts.size(); ++i)
        dialogue.turns[i].text = texts[i];
    must(writer.add(dialogue, 0));
    const Source finished = must(writer.finish());
    must(edit(QStringLiteral("Import"), [&] { return publishSource(db(), finished); }));
}

TurnPlace CodingProject::place(const QString& dialogue, int position) const
{
    const auto found = must(dialoguesCalled(db(), dialogue, std::nullopt));
    return must(turnPlaces(db(), found.first())).at(position);
}

Code CodingProject::code(Facet facet, const QString& name) const
{
    for (const Code& code : must(readCodes(db()))) {
        if (code.facet == facet && code.name == name)
            return code;
    }
    qFatal("no code %s", qPrintable(name));
}

Coder CodingProject::coder(const QString& name) const
{
    return must(coderByName(db(), name)).value_or(Coder());
}

Result<void> CodingProject::edit(const QString& label, const std::function<Result<void>()>& change) const
{
    return EditHistory(db()).record(m_actor, label, change);
}

bool CodingProject::put(const TurnPlace& at, const Code& with, const QString& by) const
{
    bool added = false;
    must(edit(codeLabel(at, with), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(const Coder who, ensureCoder(db(), by));
        ANTIPHON_TRY_ASSIGN(added, addCoding(db(), {{}, with.id, who.id, {at.dialogue, at.turn, {}}, {}, 0}));
        return {};
    }));
    return added;
}

bool CodingProject::take(const TurnPlace& at, const Code& with, const QString& by) const
{
    bool removed = false;
    must(edit(uncodeLabel(at, with), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(removed, removeCoding(db(), at.turn, with.id, coder(by).id));
        return {};
    }));
    return removed;
}

QList<Coding> CodingProject::codingsOf(const QString& dialogue, const QString& by) const
{
    return must(codingsOfDialogue(db(), place(dialogue, 0).dialogue, coder(by).id));
}

qint64 CodingProject::codings() const
{
    return must(db().integer("SELECT count(*) FROM coding"));
}

} // namespace antiphon::test
