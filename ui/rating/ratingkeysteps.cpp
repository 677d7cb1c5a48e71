// What the view does about a study's key and log.
#include "core/base/linereader.h"
#include "core/rating/studylogstore.h"
#include "core/rating/studyverify.h"
#include "ui/rating/ratingstep.h"
#include "ui/rating/resultspage.h"
#include "ui/rating/studiespage.h"
#include "ui/rating/studykeycard.h"
#include "ui/rating/unblindcard.h"

#include <QFileInfo>

namespace antiphon {

void RatingView::connectKey()
{
    const StudyKeyCard* card = m_studies->keyCard();
    connect(card, &StudyKeyCard::sealRequested, this, &RatingView::sealKey);
    connect(card, &StudyKeyCard::verifyRequested, this, &RatingView::verifyCurrent);
    connect(card, &StudyKeyCard::logRequested, this, &RatingView::saveLog);
    connect(m_results, &ResultsPage::askRequested, this, &RatingView::askToOpen);
    connect(m_results, &ResultsPage::openRequested, this, &RatingView::openKey);
    connect(m_results, &ResultsPage::keyFileRequested, this, [this] {
        m_context.files.open(
            this, {tr("Key of the study"), {}, tr("Keys (*%1);;All files (*)").arg(QLatin1String(keySuffix))},
            [this](const QString& path) {
                if (m_results->keyCard())
                    m_results->keyCard()->setKeyFile(path);
            });
    });
}

void RatingView::sealKey(const Secret& passphrase)
{
    if (!current())
        return;
    const QString proposed = current()->study.definition.name + QLatin1String(keySuffix);
    m_context.files.save(
        this, {tr("Key of the study"), proposed, tr("Keys (*%1)").arg(QLatin1String(keySuffix))},
        [this, passphrase, study = current()->study](const QString& path) {
            runStep<Sealed>(
                tr("Sealing the key"),
                [study, passphrase, path, actor = m_context.session.actor()](const Connection& connection,
                                                                             const JobContext& job) {
                    return sealStudy(connection, actor, study, {path, passphrase, {}, job.cancel});
                },
                [this, path](const Sealed& sealed) {
                    QString text =
                        tr("The key lies in %1. Keep it and its passphrase apart from the project.")
                            .arg(QFileInfo(path).fileName());
                    if (!sealed.purged)
                        text += QLatin1Char(' ') +
                                tr("What was deleted leaves the project's log of writes when it is closed.");
                    m_context.notify({NoticeKind::Done, text});
                });
        });
}

void RatingView::verifyCurrent()
{
    if (!current())
        return;
    runStep<StudyCheck>(
        tr("Verifying the study"),
        [study = current()->study](const Connection& connection, const JobContext&) {
            return checkStudy(connection, study);
        },
        [this](const StudyCheck& check) { m_studies->keyCard()->showCheck(check.checked, check.faults); },
        StepEffect::Reads);
}

void RatingView::saveLog()
{
    if (!current())
        return;
    m_context.files.save(
        this, {tr("Log of the study"), QStringLiteral("log.jsonl"), tr("JSON lines (*.jsonl)")},
        [this, study = current()->study.id](const QString& path) {
            runStep<bool>(
                tr("Writing the log"),
                [study, path](const Connection& connection, const JobContext&) -> Result<bool> {
                    ANTIPHON_TRY_ASSIGN(const QList<LogEntry> log, studyLog(connection, study));
                    ANTIPHON_TRY(writeWholeFile(path, logLines(log)));
                    return true;
                },
                [this, path](const bool&) {
                    m_context.notify({NoticeKind::Done, tr("Wrote %1.").arg(QFileInfo(path).fileName())});
                },
                StepEffect::Reads);
        });
}

void RatingView::askToOpen(const UnblindingReason& why)
{
    if (!current())
        return;
    runStep<UnblindingRequest>(
        tr("Asking to open the key"),
        [study = current()->study, why, actor = m_context.session.actor()](const Connection& connection,
                                                                           const JobContext&) {
            return requestUnblinding(connection, actor, study, why);
        },
        [](const UnblindingRequest&) {});
}

void RatingView::openKey(const KeyOpening& opening)
{
    if (!current())
        return;
    if (m_results->keyCard())
        m_results->keyCard()->setBusy(true);
    runStudyStep<bool>(
        m_context, this, tr("Opening the key"),
        [study = current()->study, opening,
         actor = m_context.session.actor()](const Connection& connection, const JobContext&) -> Result<bool> {
            ANTIPHON_TRY_ASSIGN(const std::optional<StudyKey> key, keyOf(opening.key));
            ANTIPHON_TRY(confirmUnblinding(connection, actor, study, opening.code, key ? &*key : nullptr));
            return true;
        },
        [](const bool&) {},
        [this](const Error& error) {
            if (UnblindCard* card = m_results->keyCard())
                card->showProblem(error.code == ErrorCode::Cancelled ? QString() : errorSentence(error));
            else
                m_context.notify(noticeOf(error));
        });
}

} // namespace antiphon
