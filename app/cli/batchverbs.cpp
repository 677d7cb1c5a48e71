#include "app/cli/verbs.h"
#include "core/generation/batchexport.h"
#include "core/generation/batchimport.h"

#include <QJsonArray>

namespace antiphon::cli {

namespace {

QString option(const char* name)
{
    return QLatin1String(name);
}

// "200MB", "1.5GB", "5000": bytes, by thousands.
Result<qint64> bytesOf(const QString& text)
{
    static const QHash<QString, double> units{
        {{}, 1.0}, {QStringLiteral("KB"), 1e3}, {QStringLiteral("MB"), 1e6}, {QStringLiteral("GB"), 1e9}};
    qsizetype digits = text.size();
    while (digits > 0 && text.at(digits - 1).isLetter())
        --digits;
    const auto unit = units.constFind(text.mid(digits).toUpper());
    bool isNumber = false;
    const double number = QStringView(text).left(digits).toDouble(&isNumber);
    const double bytes = unit == units.constEnd() ? 0 : number * unit.value();
    if (!isNumber || bytes < 1 || bytes > 1e12)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--max-bytes %1").arg(text),
                    QStringLiteral("it is a number of bytes such as 200MB"));
    return static_cast<qint64>(bytes);
}

Result<BatchExportRequest> exportRequest(const Arguments& arguments)
{
    BatchExportRequest request;
    request.folder = arguments.value(option("out"));
    request.run.name = arguments.value(option("name"));
    request.run.planSet = arguments.value(option("plans"));
    request.run.writer = arguments.value(option("writer"), templateWriterName);
    request.run.prompt = arguments.value(option("prompt"));
    request.run.retrySetAside = arguments.has(option("retry"));
    ANTIPHON_TRY_ASSIGN(const qint64 seed, arguments.integer(option("seed"), 1, 0, 1LL << 53));
    request.run.seed = static_cast<quint64>(seed);
    ANTIPHON_TRY_ASSIGN(request.run.limit, arguments.integer(option("limit"), 0, 0, 1'000'000'000));
    ANTIPHON_TRY_ASSIGN(request.maximumLines,
                        arguments.integer(option("max-lines"), request.maximumLines, 1, 1'000'000'000));
    if (arguments.has(option("max-bytes"))) {
        ANTIPHON_TRY_ASSIGN(request.maximumBytes, bytesOf(arguments.value(option("max-bytes"))));
    }
    return request;
}

Result<Answer> exportVerb(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const BatchExportRequest request, exportRequest(call.arguments));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const BatchExport done,
                        exportBatch(call.projectPath, request, call.actor, call.cancel, call.progress));
    QJsonArray files;
    for (const BatchPart& part : done.parts)
        files << QJsonObject{{QStringLiteral("file"), part.name},
                             {QStringLiteral("requests"), part.requests},
                             {QStringLiteral("bytes"), part.bytes},
                             {QStringLiteral("sha256"), QString::fromLatin1(part.sha256)}};
    return Answer{{{QStringLiteral("run"), done.run.name},
                   {QStringLiteral("out"), request.folder},
                   {QStringLiteral("requests"), done.requests},
                   {QStringLiteral("files"), files},
                   {QStringLiteral("seconds"), done.seconds}},
                  QStringLiteral("Wrote %L1 requests of \"%2\" in %3 files to %4 in %5 s. "
                                 "'batch import FILE...' takes the replies.")
                      .arg(done.requests)
                      .arg(done.run.name)
                      .arg(done.parts.size())
                      .arg(request.folder)
                      .arg(done.seconds, 0, 'f', 1)};
}

QJsonArray rejectsJson(const QList<RejectedRow>& rejects)
{
    QJsonArray array;
    for (const RejectedRow& row : rejects)
        array << QJsonObject{{QStringLiteral("file"), row.file},
                             {QStringLiteral("line"), row.line},
                             {QStringLiteral("reason"), row.reason}};
    return array;
}

QString importText(const BatchImportReport& report)
{
    QStringList runs, kinds;
    for (const Run& run : report.runs)
        runs << QStringLiteral("\"%1\"").arg(run.name);
    for (const auto& [kind, count] : report.failures.asKeyValueRange())
        kinds << QStringLiteral("%1 %2").arg(count).arg(kind);
    QString text = QStringLiteral("Read %L1 lines for %2 in %3 s: %L4 samples")
                       .arg(report.lines)
                       .arg(runs.join(QStringLiteral(", ")))
                       .arg(report.seconds, 0, 'f', 1)
                       .arg(report.samples);
    const auto add = [&text](qint64 count, const QString& what) {
        if (count > 0)
            text += QStringLiteral(", %L1 %2").arg(count).arg(what);
    };
    add(report.setAside, QStringLiteral("set aside"));
    add(report.failed, QStringLiteral("failed and queued again"));
    add(report.missing, QStringLiteral("missing and still queued"));
    add(report.already, QStringLiteral("known before"));
    add(report.changed, QStringLiteral("asked differently than they would be today"));
    add(report.rejected, QStringLiteral("lines refused"));
    if (!kinds.isEmpty())
        text += QStringLiteral("; %1").arg(kinds.join(QStringLiteral(", ")));
    text += QStringLiteral(". %L1 prompt and %L2 completion tokens")
                .arg(report.tokens.prompt)
                .arg(report.tokens.completion);
    if (report.cost)
        text += QStringLiteral(", %1 in the provider's currency").arg(*report.cost, 0, 'f', 4);
    return text + QLatin1Char('.');
}

Answer answerOf(const BatchImportReport& report)
{
    QJsonArray runs;
    for (const Run& run : report.runs)
        runs << QJsonObject{{QStringLiteral("run"), run.name},
                            {QStringLiteral("state"), runStateWord(run.state)},
                            {QStringLiteral("planned"), run.planned},
                            {QStringLiteral("samples"), run.samples},
                            {QStringLiteral("set_aside"), run.setAside}};
    QJsonObject failures;
    for (const auto& [kind, count] : report.failures.asKeyValueRange())
        failures.insert(kind, count);
    constexpr qsizetype rejectsInAnswer = 20;
    return {{{QStringLiteral("runs"), runs},
             {QStringLiteral("lines"), report.lines},
             {QStringLiteral("samples"), report.samples},
             {QStringLiteral("set_aside"), report.setAside},
             {QStringLiteral("failed"), report.failed},
             {QStringLiteral("missing"), report.missing},
             {QStringLiteral("already"), report.already},
             {QStringLiteral("changed"), report.changed},
             {QStringLiteral("failures"), failures},
             {QStringLiteral("prompt_tokens"), report.tokens.prompt},
             {QStringLiteral("completion_tokens"), report.tokens.completion},
             {QStringLiteral("cost"), report.cost ? QJsonValue(*report.cost) : QJsonValue()},
             {QStringLiteral("rejected"), report.rejected},
             {QStringLiteral("rejects"),
              rejectsJson(report.rejects.first(std::min(rejectsInAnswer, report.rejects.size())))},
             {QStringLiteral("seconds"), report.seconds}},
            importText(report),
            report.rejected};
}

Result<Answer> importVerb(const Call& call)
{
    BatchImport request;
    request.files = call.arguments.positional;
    const QString factor = call.arguments.value(option("price-factor"), QStringLiteral("0.5"));
    bool isNumber = false;
    request.priceFactor = factor.toDouble(&isNumber);
    if (!isNumber || request.priceFactor < 0 || request.priceFactor > 10)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--price-factor %1").arg(factor),
                    QStringLiteral("it is a number from 0 to 10"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const BatchImportReport report,
                        importBatch(call.projectPath, request, call.actor, call.cancel, call.progress));
    ANTIPHON_TRY(writeRejects(call, rejectsJson(report.rejects)));
    return answerOf(report);
}

} // namespace

QList<Verb> batchVerbs()
{
    const auto text = [](const char* words) { return QString::fromUtf8(words); };
    Verb out;
    out.words = {text("batch"), text("export")};
    out.summary = text("writes a run's requests as files of the Batch API");
    out.example = text("antiphon-cli batch export --plans evening --writer gpt --name night --out batch "
                       "--project music.antiphon");
    out.options = {{text("name"), text("NAME"), text("of the run; one that is there is gone on with"), true},
                   {text("out"), text("DIR"), text("a new or empty folder"), true},
                   {text("plans"), text("NAME"), text("the plan set, for a new run"), false},
                   {text("writer"), text("NAME"), text("the endpoint, for a new run"), false},
                   {text("prompt"), text("NAME[@V]"), text("one that asks for a whole dialogue"), false},
                   {text("seed"), text("S"), text("of the requests; 1 when left out"), false},
                   {text("limit"), text("N"), text("the first N plans only"), false},
                   {text("max-lines"), text("N"), text("requests in a file; 50000"), false},
                   {text("max-bytes"), text("N"), text("size of a file; 200MB"), false},
                   {text("retry"), {}, text("also what was set aside for good"), false}};
    out.run = exportVerb;
    Verb in;
    in.words = {text("batch"), text("import")};
    in.operands = text("FILE...");
    in.minimumOperands = 1;
    in.maximumOperands = -1;
    in.summary = text("takes the replies of a batch, output and error files in any order");
    in.example = text("antiphon-cli batch import output.jsonl errors.jsonl --project music.antiphon");
    in.options = {{text("price-factor"), text("F"), text("of the endpoint's prices; 0.5"), false}};
    in.run = importVerb;
    return {out, in};
}

} // namespace antiphon::cli
