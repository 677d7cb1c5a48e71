// codingvictim PROJECT EDITS: codes turn after turn as a person does, and says "coded N" once edit N is on
// disk. Made to be killed.
#include "core/coding/codestore.h"
#include "core/coding/codingstore.h"
#include "core/corpus/corpusstore.h"
#include "core/storage/edithistory.h"
#include "core/storage/project.h"

#include <QCoreApplication>

#include <cstdio>

using namespace antiphon;

namespace {

struct Choice
{
    TurnPlace place;
    Code code;
};

// Every pair of a turn and a free code that the coder has not used yet.
Result<QList<Choice>> choices(const Connection& connection, CoderId coder)
{
    QList<Choice> found;
    ANTIPHON_TRY_ASSIGN(const auto codes, readCodes(connection));
    ANTIPHON_TRY_ASSIGN(const auto dialogues, dialogueOrder(connection, {}));
    for (const DialogueId& dialogue : dialogues) {
        ANTIPHON_TRY_ASSIGN(const auto codings, codingsOfDialogue(connection, dialogue, coder));
        QSet<std::pair<QByteArray, QByteArray>> used;
        const auto key = [](const TurnId& turn, const CodeId& code) {
            return std::pair(turn.toText().toLatin1(), code.toText().toLatin1());
        };
        for (const Coding& coding : codings)
            used.insert(key(coding.target.turn.value_or(TurnId()), coding.code));
        ANTIPHON_TRY_ASSIGN(const auto places, turnPlaces(connection, dialogue));
        for (const TurnPlace& place : places) {
            for (const Code& code : codes) {
                if (code.codable && code.facet == Facet::Attribute &&
                    !used.contains(key(place.turn, code.id)))
                    found << Choice{place, code};
            }
        }
    }
    return found;
}

Result<void> codeTurns(const QString& path, int edits)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
    EditHistory history(connection);
    const Actor ada{QStringLiteral("ada")};
    Coder coder;
    ANTIPHON_TRY(history.record(ada, QStringLiteral("Add a coder"), [&]() -> Result<void> {
        ANTIPHON_TRY_ASSIGN(coder, ensureCoder(connection, ada.name));
        return {};
    }));
    ANTIPHON_TRY_ASSIGN(const auto open, choices(connection, coder.id));
    for (int i = 0; i < std::min(edits, static_cast<int>(open.size())); ++i) {
        ANTIPHON_TRY(history.record(ada, codeLabel(open[i].place, open[i].code), [&]() -> Result<void> {
            Coding coding;
            coding.code = open[i].code.id;
            coding.coder = coder.id;
            coding.target = {open[i].place.dialogue, open[i].place.turn, {}};
            ANTIPHON_TRY(addCoding(connection, coding));
            return {};
        }));
        std::printf("coded %d\n", i + 1);
        std::fflush(stdout);
    }
    return {};
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const auto done = codeTurns(QString::fromLocal8Bit(argv[1]), argc > 2 ? std::atoi(argv[2]) : 1);
    if (!done)
        std::fprintf(stderr, "%s\n", qPrintable(errorSentence(done.error())));
    return done ? 0 : 1;
}
