#include "ui/coding/dialoguecodings.h"

#include "core/coding/coderstore.h"

namespace antiphon {

DialogueCodings::DialogueCodings(ProjectSession& session, QObject* parent)
    : QObject(parent), m_session(session)
{
}

void DialogueCodings::setStored(DialogueId dialogue, QList<Coding> codings)
{
    m_dialogue = dialogue;
    m_stored = std::move(codings);
    m_shown = onTop();
    Q_EMIT changed();
}

void DialogueCodings::forget()
{
    m_waiting.clear();
    m_stored.clear();
    m_shown.clear();
    Q_EMIT changed();
}

const Coding* DialogueCodings::codingById(CodingId id) const
{
    const auto found =
        std::find_if(m_shown.begin(), m_shown.end(), [id](const Coding& coding) { return coding.id == id; });
    return found == m_shown.end() ? nullptr : &*found;
}

const Coding* DialogueCodings::codingOn(const CodingTarget& target, CodeId code) const
{
    const auto found = std::find_if(m_shown.begin(), m_shown.end(), [&](const Coding& coding) {
        return coding.code == code && coding.target == target;
    });
    return found == m_shown.end() ? nullptr : &*found;
}

void DialogueCodings::apply(QList<Coding>& codings, const CodingChange& change) const
{
    const CodingTarget& target = (change.becomes ? change.becomes : change.was)->target;
    if (target.dialogue != m_dialogue)
        return;
    const CodingId id = (change.was ? change.was : change.becomes)->id;
    const auto found =
        std::find_if(codings.begin(), codings.end(), [id](const Coding& coding) { return coding.id == id; });
    if (!change.becomes) {
        if (found != codings.end())
            codings.removeAt(found - codings.begin());
    } else if (found != codings.end()) {
        *found = *change.becomes;
    } else if (!change.was) {
        codings << *change.becomes;
    }
}

QList<Coding> DialogueCodings::onTop() const
{
    QList<Coding> shown = m_stored;
    for (const Waiting& waiting : m_waiting) {
        for (const CodingChange& change : waiting.changes)
            apply(shown, change);
    }
    return shown;
}

void DialogueCodings::change(const QString& coder, const QString& label, const QList<CodingChange>& changes,
                             Preparation before)
{
    const int number = ++m_lastNumber;
    m_waiting << Waiting{number, changes};
    for (const CodingChange& change : changes) {
        apply(m_shown, change);
        if (change.was)
            Q_EMIT counted(change.was->code, -1);
        if (change.becomes)
            Q_EMIT counted(change.becomes->code, 1);
    }
    Q_EMIT changed();
    m_session.edit(
        label,
        [coder, changes, before = std::move(before)](const Connection& connection) -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const Coder who, ensureCoder(connection, coder));
            if (before)
                ANTIPHON_TRY(before(connection));
            return changeCodings(connection, who.id, changes);
        },
        this, [this, number](const Result<void>& result) { finish(number, result.has_value()); });
}

void DialogueCodings::finish(int number, bool kept)
{
    const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
                                    [number](const Waiting& waiting) { return waiting.number == number; });
    if (found == m_waiting.end())
        return;
    if (kept) {
        for (const CodingChange& change : std::as_const(found->changes))
            apply(m_stored, change);
    }
    m_waiting.removeAt(found - m_waiting.begin());
    if (QList<Coding> shown = onTop(); shown != m_shown) {
        m_shown = std::move(shown);
        Q_EMIT changed();
    }
    if (!kept)
        Q_EMIT failed();
}

} // namespace antiphon
