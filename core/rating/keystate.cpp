#include "core/rating/keystate.h"

#include "core/rating/studylogstore.h"

#include <QDateTime>

namespace antiphon {

namespace {

QString dayOf(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
}

} // namespace

Result<KeyState> readKeyState(const Connection& connection, const Study& study)
{
    KeyState state;
    ANTIPHON_TRY_ASSIGN(state.seal, sealOfStudy(connection, study.id));
    ANTIPHON_TRY_ASSIGN(state.log, studyLog(connection, study.id));
    ANTIPHON_TRY_ASSIGN(state.open, isKeyOpen(connection, study.id));
    if (!state.open) {
        ANTIPHON_TRY_ASSIGN(state.request, standingRequest(connection, study));
    }
    return state;
}

QString keyWord(const KeyState& state)
{
    if (state.open)
        return QStringLiteral("open");
    return state.isAway() ? QStringLiteral("sealed") : QStringLiteral("in the project");
}

QString keySentence(const KeyState& state)
{
    if (state.open)
        return QStringLiteral(
            "The key is open: conditions carry the names of their sources. Answers that come now are "
            "amendments.");
    if (state.isAway())
        return QStringLiteral(
                   "The key lies in a file that only its passphrase opens. The project knows letters and "
                   "the commitment %1.")
            .arg(state.seal->commitment.left(12));
    return QStringLiteral("The key lies in this project: pages show letters, but whoever opens the file with "
                          "another program can look. Sealing moves the key out.");
}

QStringList keyFacts(const KeyState& state)
{
    QStringList facts;
    if (state.seal)
        facts << QStringLiteral("Key sealed on %1 by %2, outside of the project; commitment %3")
                     .arg(dayOf(state.seal->at), state.seal->actor, state.seal->commitment.left(16));
    else
        facts << QStringLiteral("The key was never sealed: it lay in the project, under letters");
    for (const LogEntry& entry : state.log) {
        if (entry.act == LogAct::AskUnblinding || entry.act == LogAct::Unblind ||
            entry.act == LogAct::UnblindItem || entry.act == LogAct::Amend)
            facts << QStringLiteral("%1, %2: %3").arg(dayOf(entry.at), entry.actor, logSentence(entry));
    }
    if (!state.log.isEmpty())
        facts << QStringLiteral("Log of %1 entries, its end %2")
                     .arg(state.log.size())
                     .arg(state.log.constLast().link.left(16));
    return facts;
}

} // namespace antiphon
