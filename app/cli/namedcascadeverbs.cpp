#include "app/cli/verbs.h"
#include "core/cascade/cascadecomparison.h"
#include "core/cascade/cascadestore.h"
#include "core/catalogue/cataloguestore.h"

#include <QJsonArray>
#include <QLocale>

namespace antiphon::cli {

namespace {

Result<QString> catalogueName(const Connection& connection, CatalogueId catalogue)
{
    ANTIPHON_TRY_ASSIGN(const Catalogue found, readCatalogue(connection, catalogue));
    return found.name;
}

Result<QJsonObject> cascadeJson(const Connection& connection, const Cascade& cascade)
{
    ANTIPHON_TRY_ASSIGN(const QString catalogue, catalogueName(connection, cascade.catalogue));
    return QJsonObject{{QStringLiteral("name"), cascade.name},
                       {QStringLiteral("catalogue"), catalogue},
                       {QStringLiteral("state"), stateJson(cascade.state)},
                       {QStringLiteral("sentence"), wholeStateSentence(cascade.state)}};
}

Result<Answer> runList(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const QList<Cascade> cascades, listCascades(connection));
    QJsonArray list;
    QString text;
    for (const Cascade& cascade : cascades) {
        ANTIPHON_TRY_ASSIGN(const QJsonObject json, cascadeJson(connection, cascade));
        list << json;
        text += QStringLiteral("%1: %2\n").arg(cascade.name, wholeStateSentence(cascade.state));
    }
    return Answer{{{QStringLiteral("cascades"), list}},
                  cascades.isEmpty() ? QStringLiteral("No named cascades\n") : text};
}

Result<Answer> runShow(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Cascade cascade, cascadeByName(connection, call.arguments.positional.value(0)));
    ANTIPHON_TRY_ASSIGN(const QJsonObject json, cascadeJson(connection, cascade));
    QString text = QStringLiteral("%1: %2\n").arg(cascade.name, wholeStateSentence(cascade.state));
    for (const Filter& filter : cascade.state.filters)
        text += QStringLiteral("  --filter '%1'\n").arg(filterText(filter));
    return Answer{json, text};
}

Result<Answer> runRename(const Call& call)
{
    const QString name = call.arguments.positional.value(0);
    const QString next = call.arguments.positional.value(1);
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Cascade cascade, cascadeByName(connection, name));
    ANTIPHON_TRY(
        EditHistory(connection).record(call.actor, QStringLiteral("Rename cascade %1").arg(name), [&] {
            return renameCascade(connection, cascade.id, next);
        }));
    return Answer{{{QStringLiteral("name"), next.trimmed()}},
                  QStringLiteral("Renamed %1 to %2\n").arg(name, next.trimmed())};
}

Result<Answer> runRemove(const Call& call)
{
    const QString name = call.arguments.positional.value(0);
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Cascade cascade, cascadeByName(connection, name));
    ANTIPHON_TRY(
        EditHistory(connection).record(call.actor, QStringLiteral("Remove cascade %1").arg(name), [&] {
            return removeCascade(connection, cascade.id);
        }));
    return Answer{{{QStringLiteral("removed"), name}}, QStringLiteral("Removed %1\n").arg(name)};
}

QJsonArray contrastsJson(const CatalogueIndex& index, const CascadeComparison& found)
{
    QJsonArray contrasts;
    for (const ValueContrast& contrast : found.contrasts)
        contrasts << QJsonObject{{QStringLiteral("value"), index.attributeValue(contrast.value).toText()},
                                 {QStringLiteral("first"), static_cast<qint64>(contrast.first)},
                                 {QStringLiteral("second"), static_cast<qint64>(contrast.second)},
                                 {QStringLiteral("shareFirst"), contrast.shareFirst},
                                 {QStringLiteral("shareSecond"), contrast.shareSecond}};
    return contrasts;
}

QString comparisonText(const CatalogueIndex& index, const CascadeComparison& found, const QString& first,
                       const QString& second)
{
    const QLocale locale;
    QString text =
        QStringLiteral("%1: %2 tracks\n%3: %4 tracks\nin both: %5, Jaccard %6\n\n")
            .arg(first, locale.toString(found.first), second, locale.toString(found.second),
                 locale.toString(found.both),
                 found.jaccard ? locale.toString(*found.jaccard, 'f', 3) : QStringLiteral("undefined"));
    for (const ValueContrast& contrast : found.contrasts)
        text += QStringLiteral("%1 %  %2 %  %3\n")
                    .arg(locale.toString(100 * contrast.shareFirst, 'f', 1), 6)
                    .arg(locale.toString(100 * contrast.shareSecond, 'f', 1), 6)
                    .arg(index.attributeValue(contrast.value).toText());
    return text;
}

Result<Answer> runCompare(const Call& call)
{
    const QString first = call.arguments.positional.value(0);
    const QString second = call.arguments.positional.value(1);
    ANTIPHON_TRY_ASSIGN(const qint64 top, call.arguments.integer(QStringLiteral("top"), 20, 1, 10'000));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Cascade a, cascadeByName(connection, first));
    ANTIPHON_TRY_ASSIGN(const Cascade b, cascadeByName(connection, second));
    if (a.catalogue != b.catalogue)
        return fail(ErrorCode::NotPossible, QStringLiteral("comparing %1 with %2").arg(first, second),
                    QStringLiteral("they are of two catalogues"));
    ANTIPHON_TRY_ASSIGN(const auto index, CatalogueIndex::load(connection, a.catalogue));
    ANTIPHON_TRY_ASSIGN(const Roaring firstPool, poolOf(*index, a.state));
    ANTIPHON_TRY_ASSIGN(const Roaring secondPool, poolOf(*index, b.state));
    const CascadeComparison found =
        comparePools(*index, firstPool, secondPool, static_cast<std::size_t>(top));
    return Answer{{{QStringLiteral("first"), static_cast<qint64>(found.first)},
                   {QStringLiteral("second"), static_cast<qint64>(found.second)},
                   {QStringLiteral("both"), static_cast<qint64>(found.both)},
                   {QStringLiteral("jaccard"),
                    found.jaccard ? QJsonValue(*found.jaccard) : QJsonValue(QJsonValue::Null)},
                   {QStringLiteral("values"), contrastsJson(*index, found)}},
                  comparisonText(*index, found, first, second)};
}

QString exampleOf(const char* verb)
{
    return QStringLiteral("antiphon-cli cascade %1 --project evening.antiphon").arg(QString::fromUtf8(verb));
}

Verb verbOf(const char* word, const char* operands, int count, const char* summary, const char* example,
            std::function<Result<Answer>(const Call&)> run)
{
    return {{QStringLiteral("cascade"), QString::fromUtf8(word)},
            QString::fromUtf8(operands),
            count,
            count,
            QString::fromUtf8(summary),
            exampleOf(example),
            {},
            std::move(run)};
}

} // namespace

QList<Verb> shelfVerbs()
{
    Verb compare = verbOf("compare", "A B", 2, "two named cascades: sizes, overlap, values that differ most",
                          "compare evening morning", runCompare);
    compare.options << Option{QStringLiteral("top"), QStringLiteral("N"),
                              QStringLiteral("values that differ most (20)")};
    return {verbOf("list", "", 0, "the named cascades", "list", runList),
            verbOf("show", "NAME", 1, "the filters of a named cascade", "show evening", runShow),
            verbOf("rename", "NAME NEW", 2, "give a named cascade another name", "rename evening night",
                   runRename),
            verbOf("remove", "NAME", 1, "take a named cascade away", "remove evening", runRemove), compare};
}

} // namespace antiphon::cli
