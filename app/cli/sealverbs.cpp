#include "app/cli/studykey.h"
#include "app/cli/verbs.h"
#include "core/base/linereader.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyseal.h"
#include "core/rating/studyverify.h"
#include "core/rating/unblinding.h"
#include "core/sealing/passphrase.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace antiphon::cli {

namespace {

QString timeOf(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODate);
}

// "1a2b 3c4d", easier to compare.
QString shortDigest(const QString& digest)
{
    return digest.left(16);
}

Result<Answer> seal(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    SealRequest request;
    request.path = call.arguments.value(QStringLiteral("key"));
    ANTIPHON_TRY_ASSIGN(request.passphrase, passphraseAsked(call));
    request.cancel = call.cancel;
    ANTIPHON_TRY_ASSIGN(const Sealed sealed, sealStudy(connection, call.actor, study, request));
    const PassphraseWorth worth = worthOf(QString::fromUtf8(request.passphrase.bytes()));
    QString text =
        QStringLiteral("Sealed the key of %1 into %2; commitment %3.\nIts passphrase: %4\n"
                       "Whoever loses file or passphrase never learns which condition is which.")
            .arg(study.definition.name, request.path, shortDigest(sealed.seal.commitment), worth.sentence);
    if (!sealed.purged)
        text += QStringLiteral("\nAnother program reads the project: what was deleted leaves its log of "
                               "writes when the last one closes it.");
    return Answer{{{QStringLiteral("study"), study.definition.name},
                   {QStringLiteral("key"), request.path},
                   {QStringLiteral("commitment"), sealed.seal.commitment},
                   {QStringLiteral("key_digest"), sealed.seal.keyDigest},
                   {QStringLiteral("passphrase_bits"), worth.bits},
                   {QStringLiteral("purged"), sealed.purged},
                   {QStringLiteral("audit"), sealed.seal.audit}},
                  text};
}

Result<Answer> log(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    ANTIPHON_TRY_ASSIGN(const QList<LogEntry> entries, studyLog(connection, study.id));
    ANTIPHON_TRY_ASSIGN(const QStringList faults, faultsOfLog(connection, study.id));
    if (!faults.isEmpty())
        return fail(ErrorCode::Tampered, QStringLiteral("the study %1").arg(study.definition.name),
                    faults.first());
    const QByteArray lines = logLines(entries);
    QString text;
    QJsonArray json;
    for (const QByteArray& line : lines.split('\n')) {
        if (!line.isEmpty())
            json << QJsonDocument::fromJson(line).object();
    }
    for (const LogEntry& entry : entries)
        text += QStringLiteral("%1  %2  %3  %4\n")
                    .arg(entry.number, 3)
                    .arg(timeOf(entry.at), entry.actor, logSentence(entry));
    const QString path = call.arguments.value(QStringLiteral("out"));
    if (!path.isEmpty()) {
        ANTIPHON_TRY(writeWholeFile(path, lines));
        text = QStringLiteral("Wrote %1 entries to %2").arg(entries.size()).arg(path);
    }
    return Answer{{{QStringLiteral("study"), study.definition.name},
                   {QStringLiteral("entries"), json},
                   {QStringLiteral("head"), entries.isEmpty() ? QString() : entries.last().link}},
                  text};
}

UnblindingReason whyAsked(const Call& call)
{
    return {call.arguments.value(QStringLiteral("reason")), call.arguments.value(QStringLiteral("role"))};
}

Answer requestAnswer(const Study& study, const UnblindingRequest& request)
{
    QString text = QStringLiteral("Asked to open the key of %1; nothing is open yet.\n"
                                  "Data %2: %3 answers, %4 skipped, %5 missing\n")
                       .arg(study.definition.name, shortDigest(request.data))
                       .arg(request.answers)
                       .arg(request.skipped)
                       .arg(request.missing);
    QJsonArray gaps;
    for (const RaterGap& gap : request.gaps) {
        text += QStringLiteral("  %1: %2 answers, %3 skipped, %4 missing\n")
                    .arg(gap.rater)
                    .arg(gap.answers)
                    .arg(gap.skipped)
                    .arg(gap.missing);
        gaps << QJsonObject{{QStringLiteral("rater"), gap.rater},
                            {QStringLiteral("answers"), gap.answers},
                            {QStringLiteral("missing"), gap.missing},
                            {QStringLiteral("skipped"), gap.skipped}};
    }
    text += QStringLiteral("To open it: study unblind --confirm %1").arg(request.code);
    return Answer{{{QStringLiteral("study"), study.definition.name},
                   {QStringLiteral("code"), request.code},
                   {QStringLiteral("data"), request.data},
                   {QStringLiteral("answers"), request.answers},
                   {QStringLiteral("missing"), request.missing},
                   {QStringLiteral("skipped"), request.skipped},
                   {QStringLiteral("gaps"), gaps}},
                  text};
}

Result<Answer> confirm(const Connection& connection, const Call& call, const Study& study)
{
    ANTIPHON_TRY_ASSIGN(const std::optional<StudyKey> key, keyAsked(call));
    ANTIPHON_TRY(confirmUnblinding(connection, call.actor, study,
                                   call.arguments.value(QStringLiteral("confirm")), key ? &*key : nullptr));
    ANTIPHON_TRY_ASSIGN(const QList<Condition> opened, conditions(connection, study.id));
    QJsonArray conditionsJson;
    QString text = QStringLiteral("Opened the key of %1:\n").arg(study.definition.name);
    for (const Condition& condition : opened) {
        conditionsJson << QJsonObject{{QStringLiteral("condition"), condition.letter},
                                      {QStringLiteral("source"), condition.sourceName}};
        text += QStringLiteral("  %1 is %2\n").arg(condition.letter, condition.sourceName);
    }
    return Answer{{{QStringLiteral("study"), study.definition.name}, {QStringLiteral("key"), conditionsJson}},
                  text};
}

Result<Answer> openItem(const Connection& connection, const Call& call, const Study& study)
{
    const QString id = call.arguments.value(QStringLiteral("item"));
    const auto item = PublicItemId::fromText(id);
    if (!item)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--item %1").arg(id),
                    QStringLiteral("it is no id as packets hold them"));
    ANTIPHON_TRY_ASSIGN(const std::optional<StudyKey> key, keyAsked(call));
    ANTIPHON_TRY_ASSIGN(const OpenedItem opened, unblindItem(connection, call.actor, study, *item,
                                                             whyAsked(call), key ? &*key : nullptr));
    return Answer{{{QStringLiteral("study"), study.definition.name},
                   {QStringLiteral("item"), id},
                   {QStringLiteral("rater"), opened.rater},
                   {QStringLiteral("condition"), opened.letter},
                   {QStringLiteral("source"), opened.source},
                   {QStringLiteral("dialogue"), opened.dialogue}},
                  QStringLiteral("The item %1 of %2 is dialogue %3 of %4 (%5); the log flags it.")
                      .arg(id, opened.rater, opened.dialogue, opened.source, opened.letter)};
}

Result<Answer> unblind(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const Study study, studyAsked(connection, call));
    if (call.arguments.has(QStringLiteral("confirm")))
        return confirm(connection, call, study);
    if (call.arguments.has(QStringLiteral("item")))
        return openItem(connection, call, study);
    ANTIPHON_TRY_ASSIGN(const UnblindingRequest request,
                        requestUnblinding(connection, call.actor, study, whyAsked(call)));
    return requestAnswer(study, request);
}

Result<StudyCheck> checkAll(const Connection& connection, const Call& call)
{
    StudyCheck all;
    ANTIPHON_TRY_ASSIGN(const QList<Study> found, studies(connection));
    for (const Study& study : found) {
        ANTIPHON_TRY_ASSIGN(const StudyCheck one, checkStudy(connection, study));
        all.checked << QStringLiteral("study %1: %2")
                           .arg(study.definition.name, one.checked.join(QStringLiteral(", ")));
        for (const QString& fault : one.faults)
            all.faults << QStringLiteral("study %1: %2").arg(study.definition.name, fault);
    }
    QStringList paths = call.arguments.positional;
    paths += call.arguments.values(QStringLiteral("files"));
    ANTIPHON_TRY_ASSIGN(const QStringList files, studyFiles(paths));
    ANTIPHON_TRY_ASSIGN(const Secret passphrase, passphraseAsked(call));
    for (const QString& path : files) {
        ANTIPHON_TRY_ASSIGN(const StudyCheck one, checkStudyFile(connection, path, passphrase));
        all.checked += one.checked;
        all.faults += one.faults;
    }
    return all;
}

Result<Answer> verify(const Call& call)
{
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const QStringList damage, checkIntegrity(connection));
    if (!damage.isEmpty())
        return fail(ErrorCode::DamagedProject, call.projectPath, damage.first());
    ANTIPHON_TRY_ASSIGN(const StudyCheck check, checkAll(connection, call));
    if (!check.faults.isEmpty())
        return fail(ErrorCode::Tampered, call.projectPath, check.faults.join(QStringLiteral("; ")));
    QString text = QStringLiteral("The project file is sound.");
    for (const QString& one : check.checked)
        text += QStringLiteral("\nIntact: %1").arg(one);
    return Answer{{{QStringLiteral("faults"), 0},
                   {QStringLiteral("checked"), QJsonArray::fromStringList(check.checked)}},
                  text};
}

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

Verb unblindVerb()
{
    QList<Option> options{
        studyNameOption(),
        {QStringLiteral("reason"), QStringLiteral("TEXT"), QStringLiteral("why, for the log"), false},
        {QStringLiteral("role"), QStringLiteral("ROLE"), QStringLiteral("as what you ask, for the log"),
         false},
        {QStringLiteral("confirm"), QStringLiteral("CODE"), QStringLiteral("open what was asked for"), false},
        {QStringLiteral("item"), QStringLiteral("ID"), QStringLiteral("only this item of a packet, at once"),
         false}};
    return {words("study unblind"),
            {},
            0,
            0,
            QStringLiteral("ask to open the key, then open it with the code of the request"),
            QStringLiteral("antiphon-cli study unblind --reason 'all packets are in' --role statistician "
                           "--project p.antiphon"),
            options + keyOptions(),
            unblind};
}

} // namespace

QList<Verb> sealVerbs()
{
    QList<Option> sealing = keyOptions();
    sealing[0].required = true;
    sealing[0].help = QStringLiteral("the key file to write");
    sealing[1].required = true;
    return {
        {words("study seal"),
         {},
         0,
         0,
         QStringLiteral("move the key out of the project into a file with a passphrase"),
         QStringLiteral("antiphon-cli study seal --key spring.antiphon-key --passphrase-env KEY --project "
                        "p.antiphon"),
         QList<Option>{studyNameOption()} + sealing,
         seal},
        {words("study log"),
         {},
         0,
         0,
         QStringLiteral("what happened to a study, as a chain that shows every change"),
         QStringLiteral("antiphon-cli study log --out log.jsonl --project p.antiphon"),
         {studyNameOption(),
          {QStringLiteral("out"), QStringLiteral("FILE"), QStringLiteral("write it as JSON lines"), false}},
         log},
        unblindVerb(),
        {{QStringLiteral("verify")},
         QStringLiteral("[FILE...]"),
         0,
         -1,
         QStringLiteral("check the project file, its studies and files that left them"),
         QStringLiteral("antiphon-cli verify --files study --project evening.antiphon"),
         {{QStringLiteral("files"), QStringLiteral("DIR"),
           QStringLiteral("packets, answers, keys and logs in DIR, too"), false},
          {QStringLiteral("passphrase-env"), QStringLiteral("VAR"),
           QStringLiteral("opens keys and holds them against their commitment"), false}},
         verify}};
}

} // namespace antiphon::cli
