// codingvictim PROJECT SEED [ACTS]: works as coders do, with edits of every kind, undo and redo, and says
// each act once it is on disk: "done N +id -id ...", where N is its place in the history, + a coding that it
// made and - one that it took away. Without ACTS it never ends: it is made to be killed.
#include "core/storage/project.h"
#include "tests/core/coding/randomedits.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>

#include <cstdio>

using namespace antiphon;

namespace {

Result<QSet<QByteArray>> codingIds(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto select, connection.prepare("SELECT id FROM coding"));
    QSet<QByteArray> ids;
    for (;;) {
        ANTIPHON_TRY_ASSIGN(const bool more, select.step());
        if (!more)
            return ids;
        ids.insert(select.blob(0).toHex());
    }
}

Result<void> act(const Connection& connection, test::RandomEdits& edits, Random& random)
{
    const Actor ada{QStringLiteral("ada")};
    const double chance = random.uniform();
    if (chance >= 0.2)
        return edits.next().map([](bool) {});
    EditHistory history(connection);
    const auto replayed = chance < 0.12 ? history.undo(ada) : history.redo(ada);
    if (!replayed && replayed.error().code != ErrorCode::NotPossible)
        return fail(replayed.error());
    return {};
}

Result<void> say(const Connection& connection, QSet<QByteArray>& known, qint64& told)
{
    ANTIPHON_TRY_ASSIGN(const qint64 sequence, connection.integer("SELECT max(sequence) FROM history"));
    if (sequence == told)
        return {};
    told = sequence;
    ANTIPHON_TRY_ASSIGN(const QSet<QByteArray> now, codingIds(connection));
    QByteArray line = "done " + QByteArray::number(sequence);
    for (const QByteArray& id : now - known)
        line += " +" + id;
    for (const QByteArray& id : known - now)
        line += " -" + id;
    known = now;
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
    return {};
}

Result<void> work(const QString& path, quint64 seed, int acts)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
    ANTIPHON_TRY_ASSIGN(QSet<QByteArray> known, codingIds(connection));
    ANTIPHON_TRY_ASSIGN(qint64 told, connection.integer("SELECT max(sequence) FROM history"));
    test::RandomEdits edits(connection, seed);
    Random random = Random::forKey(seed, 1);
    for (int i = 0; acts < 0 || i < acts; ++i) {
        ANTIPHON_TRY(act(connection, edits, random));
        ANTIPHON_TRY(say(connection, known, told));
    }
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const auto done = argc > 2 ? work(QFile::decodeName(argv[1]), std::strtoull(argv[2], nullptr, 10),
                                      argc > 3 ? std::atoi(argv[3]) : -1)
                               : Result<void>(fail(ErrorCode::InvalidValue, QStringLiteral("the arguments")));
    if (!done)
        std::fprintf(stderr, "%s\n", qPrintable(errorSentence(done.error())));
    return done ? 0 : 1;
}
