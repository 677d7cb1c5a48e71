// export corpus: one file, or a data set in shards with its card.
#include "app/cli/counttext.h"
#include "app/cli/verbs.h"
#include "core/corpus/corpusstore.h"
#include "core/generation/datasetexport.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString option(const char* name)
{
    return QLatin1String(name);
}

// The source that --source names, or the only one there is.
Result<Source> chosenSource(const Call& call, const Connection& connection)
{
    const QString name = call.arguments.value(option("source"));
    if (!name.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const auto source, sourceByName(connection, name));
        return source ? Result<Source>(*source)
                      : fail(ErrorCode::NotFound, QStringLiteral("the source \"%1\"").arg(name));
    }
    ANTIPHON_TRY_ASSIGN(const auto sources, readySources(connection));
    if (sources.size() != 1)
        return fail(ErrorCode::InvalidValue, QStringLiteral("the command line"),
                    QStringLiteral("the project has %1 sources, and --source NAME says which one is meant")
                        .arg(sources.size()));
    return sources.first();
}

Result<Packing> chosenPacking(const Call& call)
{
    const QString word = call.arguments.value(option("compress"));
    const auto packing = packingFromName(word);
    return packing ? Result<Packing>(*packing)
                   : fail(ErrorCode::InvalidValue, QStringLiteral("--compress %1").arg(word),
                          QStringLiteral("it is gz, zst or none"));
}

// Whether the options or the place ask for a folder of shards.
bool wantsFolder(const Arguments& arguments)
{
    const QString out = arguments.value(option("out"));
    for (const char* name : {"split", "shards", "shard-size", "license", "language"}) {
        if (arguments.has(option(name)))
            return true;
    }
    return QFileInfo(out).isDir() || out.endsWith(QLatin1Char('/'));
}

Result<ExportFormat> chosenFormat(const Call& call, const QString& path)
{
    const QString name = call.arguments.value(option("format"), QStringLiteral("jsonl"));
    const auto format = exportFormat(name, path);
    return format ? Result<ExportFormat>(*format)
                  : fail(ErrorCode::InvalidValue, QStringLiteral("--format %1").arg(name),
                         QStringLiteral("corpora are written as lp, chat, jsonl or csv"));
}

Result<DatasetRequest> datasetRequest(const Call& call, const Source& source)
{
    DatasetRequest request;
    request.source = source.name;
    request.folder = call.arguments.value(option("out"));
    // In a data set every format has one record a line.
    ANTIPHON_TRY_ASSIGN(request.format, chosenFormat(call, QStringLiteral("data.jsonl")));
    ANTIPHON_TRY_ASSIGN(request.packing, chosenPacking(call));
    ANTIPHON_TRY_ASSIGN(const qint64 shards, call.arguments.integer(option("shards"), 1, 1, 100'000));
    ANTIPHON_TRY_ASSIGN(const qint64 size, call.arguments.integer(option("shard-size"), 0, 1, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, call.arguments.integer(option("seed"), 1, 0, 1LL << 53));
    request.shards = static_cast<int>(shards);
    request.shardBytes = size * 1'000'000;
    request.seed = static_cast<quint64>(seed);
    if (call.arguments.has(option("split"))) {
        ANTIPHON_TRY_ASSIGN(request.shares, splitShares(call.arguments.value(option("split"))));
    }
    request.acceptedOnly = call.arguments.has(option("accepted-only"));
    request.license = call.arguments.value(option("license"));
    request.language = call.arguments.value(option("language"), request.language);
    return request;
}

QJsonArray partsJson(const DatasetExport& done)
{
    QJsonArray parts;
    for (const DatasetPart& part : done.parts)
        parts << QJsonObject{{QStringLiteral("split"), part.name},
                             {QStringLiteral("asked"), part.asked},
                             {QStringLiteral("dialogues"), part.dialogues},
                             {QStringLiteral("turns"), part.turns},
                             {QStringLiteral("bytes"), part.bytes},
                             {QStringLiteral("files"), QJsonArray::fromStringList(part.files)}};
    return parts;
}

Result<Answer> exportFolder(const Call& call, const Source& source)
{
    ANTIPHON_TRY_ASSIGN(const DatasetRequest request, datasetRequest(call, source));
    ANTIPHON_TRY_ASSIGN(const DatasetExport done,
                        exportDataset(call.projectPath, request, call.cancel, call.progress));
    QString text = QStringLiteral("Wrote %1 with %2 of %3 to %4 in %5 s.")
                       .arg(dialoguesText(done.dialogues()), turnsText(done.turns()), source.name,
                            request.folder, QString::number(done.seconds, 'f', 1));
    for (const DatasetPart& part : done.parts)
        text += QStringLiteral("\n  %1: %L2 dialogues, %3 % (asked %4 %), %5 files")
                    .arg(part.name, -10)
                    .arg(part.dialogues)
                    .arg(100.0 * static_cast<double>(part.dialogues) / static_cast<double>(done.dialogues()),
                         0, 'f', 1)
                    .arg(100.0 * part.asked, 0, 'f', 1)
                    .arg(part.files.size());
    if (done.parts.size() > 1)
        text += QStringLiteral("\n  Together in one split are dialogues that share %1; %L2 groups, the "
                               "largest has %L3.")
                    .arg(done.splitBy)
                    .arg(done.groups)
                    .arg(done.largestGroup);
    return Answer{{{QStringLiteral("source"), source.name},
                   {QStringLiteral("out"), request.folder},
                   {QStringLiteral("dialogues"), done.dialogues()},
                   {QStringLiteral("turns"), done.turns()},
                   {QStringLiteral("splits"), partsJson(done)},
                   {QStringLiteral("split_by"), done.splitBy},
                   {QStringLiteral("groups"), done.groups},
                   {QStringLiteral("largest_group"), done.largestGroup},
                   {QStringLiteral("seconds"), done.seconds}},
                  text};
}

Result<Answer> exportFile(const Call& call, const Connection& connection, const Source& source)
{
    CorpusExportOptions options;
    ANTIPHON_TRY_ASSIGN(options.packing, chosenPacking(call));
    QString path = call.arguments.value(option("out"));
    ANTIPHON_TRY_ASSIGN(const ExportFormat format, chosenFormat(call, path));
    if (!path.endsWith(packingSuffix(options.packing)))
        path += packingSuffix(options.packing);
    if (call.arguments.has(option("accepted-only"))) {
        ANTIPHON_TRY_ASSIGN(options.only, acceptedDialogues(connection, source));
    }
    ANTIPHON_TRY_ASSIGN(const auto report, exportCorpus(connection, source.id, format, path, call.cancel,
                                                        call.progress, options));
    return Answer{{{QStringLiteral("source"), source.name},
                   {QStringLiteral("out"), path},
                   {QStringLiteral("dialogues"), report.dialogues},
                   {QStringLiteral("turns"), report.turns},
                   {QStringLiteral("seconds"), report.seconds}},
                  QStringLiteral("Wrote %1 with %2 of %3 to %4 in %5 s.")
                      .arg(dialoguesText(report.dialogues), turnsText(report.turns), source.name, path,
                           QString::number(report.seconds, 'f', 2))};
}

Result<Answer> exportCorpora(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY(chosenFormat(call, {}));
    ANTIPHON_TRY_ASSIGN(const Source source, chosenSource(call, connection));
    return wantsFolder(call.arguments) ? exportFolder(call, source) : exportFile(call, connection, source);
}

} // namespace

QList<Verb> datasetVerbs()
{
    const auto text = [](const char* words) { return QString::fromUtf8(words); };
    Verb verb;
    verb.words = {text("export"), text("corpus")};
    verb.summary = text("write a source's dialogues to a file, or to a folder as a data set");
    verb.example =
        text("antiphon-cli export corpus --source run --format chat --out data/ --split 0.8,0.1,0.1 "
             "--compress gz --license cc-by-4.0 --project evening.antiphon");
    verb.options = {
        {text("source"), text("NAME"), text("the source (the only one)"), false},
        {text("format"), text("F"), text("lp (.json, .jsonl or .csv), chat, jsonl or csv (jsonl)"), false},
        {text("out"), text("PATH"), text("the file to write, or a new folder that ends in /"), true},
        {text("compress"), text("C"), text("gz, zst or none (none)"), false},
        {text("accepted-only"), {}, text("only samples that a person accepted"), false},
        {text("split"), text("SHARES"), text("train, validation, test: 0.8,0.1,0.1; writes a folder"), false},
        {text("seed"), text("S"), text("of the split; 1 when left out"), false},
        {text("shards"), text("N"), text("files of the largest split; writes a folder"), false},
        {text("shard-size"), text("MB"), text("size of a file before packing; writes a folder"), false},
        {text("license"), text("ID"), text("for the data card: cc-by-4.0; writes a folder"), false},
        {text("language"), text("CODE"), text("for the data card; en; writes a folder"), false}};
    verb.run = exportCorpora;
    return {verb};
}

} // namespace antiphon::cli
