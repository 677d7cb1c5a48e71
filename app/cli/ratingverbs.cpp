#include "app/cli/rateverb.h"
#include "app/cli/ratinganswers.h"
#include "app/cli/studykey.h"
#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/rating/linter.h"
#include "core/rating/report.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon::cli {

namespace {

Result<QJsonObject> definitionFile(const QString& path)
{
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (!document.isObject())
        return fail(ErrorCode::WrongFormat, path,
                    QStringLiteral("a JSON object is needed: %1").arg(error.errorString()));
    return document.object();
}

// What the options say goes over what the file says.
Result<StudyDefinition> definitionOf(const Call& call)
{
    QJsonObject json;
    if (!call.arguments.positional.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(json, definitionFile(call.arguments.positional.first()));
    }
    const Arguments& given = call.arguments;
    for (const char* key : {"name", "match", "tracks", "seed"}) {
        if (given.has(QLatin1String(key)))
            json[QLatin1String(key)] = given.value(QLatin1String(key));
    }
    if (given.has(QStringLiteral("sources")))
        json[QStringLiteral("sources")] =
            QJsonArray::fromStringList(given.value(QStringLiteral("sources")).split(QLatin1Char(',')));
    for (const char* key : {"items", "raters", "ratings-per-item", "overlap"}) {
        if (given.has(QLatin1String(key))) {
            ANTIPHON_TRY_ASSIGN(const qint64 number, given.integer(QLatin1String(key), 0, 1, 10'000));
            json[QString::fromLatin1(key).replace(QLatin1Char('-'), QLatin1Char('_'))] = number;
        }
    }
    const std::pair<QString, QString> margins[] = {
        {QStringLiteral("margin"), QStringLiteral("margin")},
        {QStringLiteral("margin-log-odds"), QStringLiteral("margin_log_odds")},
        {QStringLiteral("margin-share"), QStringLiteral("margin_share")}};
    for (const auto& [option, key] : margins) {
        if (!given.has(option))
            continue;
        bool ok = false;
        json[key] = given.value(option).toDouble(&ok);
        if (!ok)
            return fail(ErrorCode::InvalidValue, QStringLiteral("--%1 %2").arg(option, given.value(option)),
                        QStringLiteral("a number is needed"));
    }
    return definitionFromJson(json);
}

Result<Answer> create(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const StudyDefinition definition, definitionOf(call));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study study, createStudy(connection, call.actor, definition));
    return Answer{{{QStringLiteral("study"), study.definition.name},
                   {QStringLiteral("definition"), definitionJson(study.definition)}},
                  QStringLiteral("Made the study %1 as a draft; freeze it to draw its dialogues.")
                      .arg(study.definition.name)};
}

Result<Answer> freeze(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study draft, studyAsked(connection, call));
    ANTIPHON_TRY_ASSIGN(const Study study, freezeStudy(connection, call.actor, draft));
    return frozenAnswer(study);
}

Result<Answer> makePacketFiles(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    ANTIPHON_TRY_ASSIGN(const std::optional<StudyKey> key, keyAsked(call));
    ANTIPHON_TRY_ASSIGN(
        const MadePackets made,
        makePackets(connection, call.actor, study, call.arguments.value(QStringLiteral("out")), call.progress,
                    call.arguments.has(QStringLiteral("html")) ? PacketForm::Html : PacketForm::Program,
                    key ? &*key : nullptr, call.arguments.value(QStringLiteral("late"))));
    return packetsAnswer(study, made);
}

// With a project, its secrets are looked for too.
Result<Answer> lint(const Call& call)
{
    PacketSecrets secrets;
    if (!call.projectPath.isEmpty()) {
        ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
        ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
        ANTIPHON_TRY_ASSIGN(secrets, packetSecrets(connection, study.id));
    }
    QJsonArray files;
    QString text;
    for (const QString& path : call.arguments.positional) {
        ANTIPHON_TRY_ASSIGN(const QByteArray bytes, readWholeFile(path));
        const QList<LintFinding> findings = lintPacket(bytes, secrets);
        if (!findings.isEmpty() && !call.arguments.has(QStringLiteral("json")))
            return fail(ErrorCode::NotPossible, QStringLiteral("handing out %1").arg(path),
                        QStringLiteral("%1: %2").arg(findings.first().rule, findings.first().what));
        QJsonArray found;
        for (const LintFinding& finding : findings)
            found << QJsonObject{{QStringLiteral("rule"), finding.rule},
                                 {QStringLiteral("what"), finding.what}};
        files << QJsonObject{{QStringLiteral("file"), path}, {QStringLiteral("findings"), found}};
        text += QStringLiteral("%1: clean\n").arg(path);
    }
    return lintAnswer(files, text);
}

Result<Answer> collect(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    QList<Collected> collected;
    QList<Error> refused;
    for (const QString& path : call.arguments.positional) {
        auto one =
            collectAnswers(connection, call.actor, path, call.arguments.value(QStringLiteral("amend")));
        if (one)
            collected << *one;
        else
            refused << one.error();
    }
    if (collected.isEmpty())
        return fail(refused.first());
    Answer answer = collectedAnswer(collected, refused);
    ANTIPHON_TRY(writeRejects(call, answer.json[QStringLiteral("refused")].toArray()));
    return answer;
}

Result<ResultOptions> resultOptions(const Call& call)
{
    ResultOptions options;
    ANTIPHON_TRY_ASSIGN(const qint64 replicates, call.arguments.integer(QStringLiteral("resamples"),
                                                                        options.replicates, 2000, 1'000'000));
    options.replicates = static_cast<int>(replicates);
    options.cancel = call.cancel;
    const QString clusters = call.arguments.value(QStringLiteral("clusters"), QStringLiteral("dialogues"));
    if (clusters == QLatin1String("raters"))
        options.clusters = statistics::Clusters::Raters;
    else if (clusters == QLatin1String("both"))
        options.clusters = statistics::Clusters::Crossed;
    else if (clusters != QLatin1String("dialogues"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--clusters %1").arg(clusters),
                    QStringLiteral("it is dialogues, raters or both"));
    return options;
}

Result<Answer> results(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    ANTIPHON_TRY_ASSIGN(const ResultOptions options, resultOptions(call));
    ANTIPHON_TRY_ASSIGN(const StudyResults figures, studyResults(connection, study, options));
    const bool further = call.arguments.has(QStringLiteral("further"));
    return Answer{resultsJson(figures), resultsText(figures) + (further ? furtherText(figures) : QString())};
}

Result<Answer> makeReport(const Call& call, const PdfMaker& pdf)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    ANTIPHON_TRY_ASSIGN(const ResultOptions options, resultOptions(call));
    const QString path = call.arguments.value(QStringLiteral("out"));
    ANTIPHON_TRY_ASSIGN(QByteArray page, reportOf(connection, study, options));
    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        if (!pdf)
            return fail(ErrorCode::NotPossible, path, QStringLiteral("this program writes no PDF"));
        page = pdf(page, study.definition.name);
    }
    ANTIPHON_TRY(writeWholeFile(path, page));
    return Answer{{{QStringLiteral("study"), study.definition.name}, {QStringLiteral("report"), path}},
                  QStringLiteral("Wrote %1").arg(path)};
}

Result<Answer> exportAnswers(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    const QString path = call.arguments.value(QStringLiteral("out"));
    const bool endsInLines = path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive);
    const QString format = call.arguments.value(
        QStringLiteral("format"), endsInLines ? QStringLiteral("jsonl") : QStringLiteral("csv"));
    const bool asLines = format == QLatin1String("jsonl");
    if (!asLines && format != QLatin1String("csv"))
        return fail(ErrorCode::InvalidValue, QStringLiteral("--format %1").arg(format),
                    QStringLiteral("it is csv or jsonl"));
    ANTIPHON_TRY_ASSIGN(const QByteArray bytes,
                        asLines ? answersJsonl(connection, study) : answersCsv(connection, study));
    ANTIPHON_TRY(writeWholeFile(path, bytes));
    if (call.arguments.has(QStringLiteral("notes"))) {
        ANTIPHON_TRY_ASSIGN(const QByteArray notes, notesCsv(connection, study));
        ANTIPHON_TRY(writeWholeFile(call.arguments.value(QStringLiteral("notes")), notes));
    }
    const qint64 answers = bytes.count('\n') - (asLines ? 0 : 1);
    return Answer{{{QStringLiteral("answers"), answers}, {QStringLiteral("out"), path}},
                  QStringLiteral("Wrote %1 answers to %2").arg(answers).arg(path)};
}

QList<Option> definitionOptions()
{
    return {
        {QStringLiteral("name"), QStringLiteral("NAME"), QStringLiteral("the study's name"), false},
        {QStringLiteral("sources"), QStringLiteral("A,B"), QStringLiteral("the sources under test"), false},
        {QStringLiteral("items"), QStringLiteral("N"), QStringLiteral("dialogues from each source (20)"),
         false},
        {QStringLiteral("raters"), QStringLiteral("N"), QStringLiteral("how many raters"), false},
        {QStringLiteral("ratings-per-item"), QStringLiteral("N"),
         QStringLiteral("raters for each dialogue (all)"), false},
        {QStringLiteral("overlap"), QStringLiteral("N"),
         QStringLiteral("dialogues of each source for every rater nonetheless (0)"), false},
        {QStringLiteral("margin"), QStringLiteral("POINTS"),
         QStringLiteral("differences below it do not matter (0.5)"), false},
        {QStringLiteral("margin-log-odds"), QStringLiteral("M"),
         QStringLiteral("the same for log odds ratios of the model (none)"), false},
        {QStringLiteral("margin-share"), QStringLiteral("M"),
         QStringLiteral("the same for A12 and shares of wins, from one half (none)"), false},
        {QStringLiteral("seed"), QStringLiteral("S"),
         QStringLiteral("for the dialogues that are drawn and for resampling (1)"), false},
        {QStringLiteral("match"), QStringLiteral("turns|none"),
         QStringLiteral("draw dialogues of like length (turns)"), false},
        {QStringLiteral("tracks"), QStringLiteral("FORM"),
         QStringLiteral("automatic, titles, mark or hidden (automatic)"), false}};
}

QList<Option> resultOptionsHelp()
{
    return {studyNameOption(),
            {QStringLiteral("resamples"), QStringLiteral("N"),
             QStringLiteral("of the bootstrap (10000; 2000 beyond 100,000 answers)"), false},
            {QStringLiteral("clusters"), QStringLiteral("WHAT"),
             QStringLiteral("dialogues, raters or both are drawn (dialogues)"), false}};
}

Option outOption(const QString& what)
{
    return {QStringLiteral("out"), QStringLiteral("PATH"), what, true};
}

Verb reportVerb(const QStringList& words, const PdfMaker& pdf)
{
    return {words,
            {},
            0,
            0,
            QStringLiteral("write the study's report as one HTML file, or as PDF"),
            QStringLiteral("antiphon-cli %1 --out report.html --project evening.antiphon")
                .arg(words.join(QLatin1Char(' '))),
            resultOptionsHelp() << outOption(QStringLiteral("the file, .html or .pdf")),
            [pdf](const Call& call) { return makeReport(call, pdf); }};
}

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

} // namespace

QList<Verb> ratingVerbs(const PdfMaker& pdf)
{
    const auto example = [](const char* text) {
        return QStringLiteral("antiphon-cli ") + QString::fromLatin1(text);
    };
    return {
        {words("study create"), QStringLiteral("[DEF.json]"), 0, 1,
         QStringLiteral("plan a blinded rating study"),
         example("study create --name spring --sources cpcd,run --items 20 --raters 3 --margin 0.5 --project "
                 "p.antiphon"),
         definitionOptions(), create},
        {words("study freeze"),
         {},
         0,
         0,
         QStringLiteral("draw dialogues and letters and seal the definition"),
         example("study freeze --project p.antiphon"),
         {studyNameOption()},
         freeze},
        {words("study packets"),
         {},
         0,
         0,
         QStringLiteral("write one packet a rater"),
         example("study packets --out packets --project p.antiphon"),
         QList<Option>{studyNameOption(),
                       outOption(QStringLiteral("the folder")),
                       {QStringLiteral("html"), {}, QStringLiteral("as pages for a browser, instead"), false},
                       {QStringLiteral("late"), QStringLiteral("NAME"),
                        QStringLiteral("one more, for a rater who comes later or in place of a dropped one"),
                        false}} +
             keyOptions(),
         makePacketFiles},
        {words("study lint"),
         QStringLiteral("FILE..."),
         1,
         -1,
         QStringLiteral("search packets for traces of their sources"),
         example("study lint packets/*.antiphon-packet"),
         {studyNameOption()},
         lint},
        rateVerb(),
        {words("study collect"),
         QStringLiteral("FILE..."),
         1,
         -1,
         QStringLiteral("take in the raters' answers"),
         example("study collect answers/*.antiphon-answers --project p.antiphon"),
         {{QStringLiteral("amend"), QStringLiteral("TEXT"),
           QStringLiteral("why answers still come in once the key is open"), false}},
         collect},
        {words("study results"),
         {},
         0,
         0,
         QStringLiteral("means, intervals, verdicts and agreement"),
         example("study results --project p.antiphon"),
         resultOptionsHelp() << Option{QStringLiteral("further"),
                                       {},
                                       QStringLiteral(
                                           "tests, agreement, model and raters, too (always in JSON)"),
                                       false},
         results},
        {words("export answers"),
         {},
         0,
         0,
         QStringLiteral("write all answers as CSV or JSONL, one a row"),
         example("export answers --out answers.csv --project p.antiphon"),
         {studyNameOption(),
          outOption(QStringLiteral("the file")),
          {QStringLiteral("format"), QStringLiteral("csv|jsonl"),
           QStringLiteral("by the file's name, else csv"), false},
          {QStringLiteral("notes"), QStringLiteral("FILE"),
           QStringLiteral("comments, flags, skips and guesses, as CSV"), false}},
         exportAnswers},
        reportVerb(words("study report"), pdf),
        reportVerb(words("report"), pdf),
    };
}

} // namespace antiphon::cli
