// How texts may spell the values of a catalogue: a project's own rows beside those that ship.
#include "app/cli/verbs.h"
#include "core/base/csvfile.h"
#include "core/base/linereader.h"
#include "core/catalogue/cataloguemap.h"
#include "core/generation/aliasstore.h"

#include <QJsonArray>

#include <algorithm>

namespace antiphon::cli {

namespace {

Result<Answer> importAliases(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    const QString path = call.arguments.positional.first();
    ANTIPHON_TRY_ASSIGN(const auto read, readAliases(path));
    QList<Alias> aliases;
    for (const auto& [alias, value] : read.asKeyValueRange())
        aliases << Alias{value, alias};
    const QString label = QStringLiteral("Import %1 aliases").arg(aliases.size());
    ANTIPHON_TRY(EditHistory(connection).record(call.actor, label, [&] {
        return setProjectAliases(connection, aliases);
    }));
    ANTIPHON_TRY_ASSIGN(const AliasTable table, aliasesOf(connection));
    return Answer{{{QStringLiteral("aliases"), static_cast<qint64>(aliases.size())},
                   {QStringLiteral("sha256"), table.digest()}},
                  QStringLiteral("%1 aliases take the place of the project's own\n").arg(aliases.size())};
}

Result<Answer> listAliases(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto own, projectAliases(connection));
    ANTIPHON_TRY_ASSIGN(const AliasTable table, aliasesOf(connection));
    QJsonArray rows;
    QString text;
    for (const Alias& alias : own) {
        rows << QJsonObject{{QStringLiteral("value"), alias.value}, {QStringLiteral("alias"), alias.alias}};
        text += QStringLiteral("  %1  %2\n").arg(alias.value.leftJustified(30), alias.alias);
    }
    if (own.isEmpty())
        text = QStringLiteral("no aliases of the project's own; those that ship hold\n");
    return Answer{{{QStringLiteral("aliases"), rows}, {QStringLiteral("sha256"), table.digest()}}, text};
}

Result<Answer> exportAliases(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const auto own, projectAliases(connection));
    QByteArray csv = csvLine({QStringLiteral("from"), QStringLiteral("to")});
    for (const Alias& alias : own)
        csv += csvLine({alias.alias, alias.value});
    const QString path = call.arguments.value(QStringLiteral("out"));
    ANTIPHON_TRY(writeWholeFile(path, csv));
    return Answer{
        {{QStringLiteral("aliases"), static_cast<qint64>(own.size())}, {QStringLiteral("out"), path}},
        QStringLiteral("%1 aliases written to %2\n").arg(QString::number(own.size()), path)};
}

} // namespace

QList<Verb> aliasVerbs()
{
    const auto text = [](const char* words) { return QString::fromUtf8(words); };
    Verb import;
    import.words = {text("aliases"), text("import")};
    import.operands = text("FILE");
    import.minimumOperands = import.maximumOperands = 1;
    import.summary =
        text("reads how texts may spell a value: CSV with the columns from (spelling) and to (value)");
    import.example = text("antiphon-cli aliases import spellings.csv --project music.antiphon");
    import.run = importAliases;
    Verb list;
    list.words = {text("aliases"), text("list")};
    list.summary = text("shows the project's own spellings of values");
    list.example = text("antiphon-cli aliases list --project music.antiphon");
    list.run = listAliases;
    Verb write;
    write.words = {text("aliases"), text("export")};
    write.summary = text("writes the project's own spellings of values");
    write.example = text("antiphon-cli aliases export --out spellings.csv --project music.antiphon");
    write.options = {{text("out"), text("FILE"), text("CSV"), true}};
    write.run = exportAliases;
    return {import, list, write};
}

} // namespace antiphon::cli
