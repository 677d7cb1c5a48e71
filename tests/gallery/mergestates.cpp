// What merging another copy of the project left open.
#include "core/coding/codestore.h"
#include "core/merge/merge.h"
#include "core/storage/project.h"
#include "tests/gallery/gallery.h"

#include <QFile>

namespace antiphon::gallery {

namespace {

// Another reading of the first codes.
Result<void> define(const Connection& connection, const QString& words)
{
    return EditHistory(connection)
        .record({QStringLiteral("ada")}, QStringLiteral("Change definitions"), [&]() -> Result<void> {
            ANTIPHON_TRY_ASSIGN(const QList<Code> codes, readCodes(connection));
            for (Code code : codes.first(std::min<qsizetype>(4, codes.size()))) {
                code.definition = words.arg(code.name);
                ANTIPHON_TRY(changeCode(connection, code));
            }
            return {};
        });
}

Result<void> mergeCopy(const Connection& connection)
{
    const QString path =
        QString(connection.path()).replace(QLatin1String(".antiphon"), QLatin1String("-anna.antiphon"));
    ANTIPHON_TRY(connection.backupTo(path));
    {
        ANTIPHON_TRY_ASSIGN(const Connection other, openProject(path));
        ANTIPHON_TRY(
            define(other, QStringLiteral("The turn asks for %1, in whatever words, and says so in its first "
                                         "sentence. Not where it only agrees.")));
    }
    ANTIPHON_TRY(define(connection, QStringLiteral("The turn is about %1.")));
    ANTIPHON_TRY(mergeProject(connection, {QStringLiteral("ada")}, path));
    QFile::remove(path);
    return {};
}

void showConflicts(Stage& stage)
{
    stage.go(QStringLiteral("code"), QStringLiteral("conflicts"));
}

} // namespace

QList<State> mergeStates()
{
    return {{QStringLiteral("code-conflicts"), Project::Sample, mergeCopy, showConflicts},
            {QStringLiteral("code-conflicts-empty"), Project::Sample, {}, showConflicts},
            {QStringLiteral("code-conflicts-large"), Project::Sample, mergeCopy, showConflicts, 200}};
}

} // namespace antiphon::gallery
