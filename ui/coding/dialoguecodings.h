// The coder's codings of the dialogue before her: what the file holds, and what is on its way there.
#pragma once

#include "core/coding/codingstore.h"
#include "core/jobs/projectsession.h"

#include <QObject>

namespace antiphon {

// Shows an act at once and brings it to disk; a failure takes it back and is told by the session.
class DialogueCodings : public QObject
{
    Q_OBJECT
public:
    DialogueCodings(ProjectSession& session, QObject* parent);

    // What the file holds of a dialogue; acts that wait are shown on top of it.
    void setStored(DialogueId dialogue, QList<Coding> codings);
    // Nobody sees another coder's codes, not even for a moment.
    void forget();

    const QList<Coding>& shown() const { return m_shown; } // in the order they were given
    const Coding* codingById(CodingId id) const;
    const Coding* codingOn(const CodingTarget& target, CodeId code) const;

    // One edit with that label. `before` runs first inside of it: what the codings need.
    using Preparation = std::function<Result<void>(const Connection&)>;
    void change(const QString& coder, const QString& label, const QList<CodingChange>& changes,
                Preparation before = {});

Q_SIGNALS:
    void changed();
    void counted(antiphon::CodeId code, int difference); // an act put codings there or took them off
    void failed();                                       // an act was taken back

private:
    struct Waiting
    {
        int number = 0;
        QList<CodingChange> changes;
    };
    QList<Coding> onTop() const; // what the file holds, and the acts that wait
    void finish(int number, bool kept);
    void apply(QList<Coding>& codings, const CodingChange& change) const;

    ProjectSession& m_session;
    DialogueId m_dialogue;
    QList<Coding> m_stored;
    QList<Coding> m_shown;
    QList<Waiting> m_waiting;
    int m_lastNumber = 0;
};

} // namespace antiphon
