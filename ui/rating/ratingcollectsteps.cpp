// What the view does about packets, raters, answers and single items.
#include "core/base/linereader.h"
#include "ui/rating/collectpage.h"
#include "ui/rating/itemlist.h"
#include "ui/rating/proofpage.h"
#include "ui/rating/ratertable.h"
#include "ui/rating/ratingstep.h"
#include "ui/rating/studyacts.h"

#include <QFileInfo>

namespace antiphon {

void RatingView::connectActs()
{
    const RaterTable* raters = m_collect->raters();
    connect(raters, &RaterTable::excludeRequested, this, &RatingView::leaveOutChosen);
    connect(raters, &RaterTable::includeRequested, this, &RatingView::leaveOutChosen);
    connect(raters, &RaterTable::addRequested, this, &RatingView::addRater);
    connect(raters, &RaterTable::dropRequested, this, [this](const QString& rater) {
        if (current())
            m_acts->dropRater(*current(), rater);
    });
    connect(m_collect->items(), &ItemList::openRequested, this, &RatingView::openChosenItem);
    connect(m_acts, &StudyActs::collected, this, &RatingView::showCollected);
}

void RatingView::makePacketFiles()
{
    if (current())
        m_acts->makePackets(*current(), PacketForm::Program);
}

void RatingView::makeBrowserPackets()
{
    if (current())
        m_acts->makePackets(*current(), PacketForm::Html);
}

void RatingView::addRater()
{
    if (current())
        m_acts->addRater(*current());
}

void RatingView::leaveOutChosen()
{
    showPage(RatingPage::Collect);
    const RaterTable* raters = m_collect->raters();
    const QString rater = raters->chosen();
    if (!current() || rater.isEmpty())
        return;
    if (raters->isExcluded(rater))
        m_acts->includeRater(*current(), rater);
    else
        m_acts->excludeRater(*current(), rater);
}

bool RatingView::mayOpenItem() const
{
    return current() && !current()->key.open && m_collect->items()->chosen().has_value();
}

void RatingView::openChosenItem()
{
    showPage(RatingPage::Collect);
    if (mayOpenItem())
        m_acts->openItem(*current(), *m_collect->items()->chosen());
}

void RatingView::collect(const QStringList& paths)
{
    m_acts->collect(current(), paths);
}

void RatingView::showCollected(const CollectReport& report)
{
    m_collect->showProblems(report.problems);
    if (report.collected.isEmpty())
        return;
    m_context.notify(
        {NoticeKind::Done, report.collected.size() == 1
                               ? tr("Took in the answers of %1.").arg(report.collected.constFirst().rater)
                               : tr("Took in %1 answers files.").arg(report.collected.size())});
}

void RatingView::loadFacts()
{
    const StudyRow* row = current();
    if (!row || row->packets.isEmpty())
        return;
    m_context.session.readAside<CollectFacts>(
        this,
        [study = row->study](const Connection& connection) { return readCollectFacts(connection, study); },
        [this](Result<CollectFacts> answer) {
            if (!answer)
                m_context.notify(noticeOf(answer.error()));
            else if (answer->study == m_current)
                m_collect->showFacts(*answer);
        },
        QStringLiteral("rating.facts"));
}

void RatingView::loadProof()
{
    const StudyRow* row = current();
    if (!row || row->packets.isEmpty()) {
        m_proof->showNothing(
            tr("How the design is balanced is counted from the packets, as soon as they are made."),
            tr("Studies"));
        return;
    }
    m_context.session.readAside<DesignProof>(
        this, [study = row->study](const Connection& connection) { return designProof(connection, study); },
        [this, id = row->study.id, name = row->study.definition.name](Result<DesignProof> answer) {
            if (!answer)
                m_context.notify(noticeOf(answer.error()));
            else if (id == m_current)
                m_proof->show(name, *answer);
        },
        QStringLiteral("rating.proof"));
}

void RatingView::saveCounts()
{
    if (!current())
        return;
    m_context.files.save(
        this, {tr("Counts of the design"), QStringLiteral("design.csv"), tr("CSV (*.csv)")},
        [this, study = current()->study](const QString& path) {
            runStep<bool>(
                tr("Writing the counts"),
                [study, path](const Connection& connection, const JobContext&) -> Result<bool> {
                    ANTIPHON_TRY_ASSIGN(const DesignProof proof, designProof(connection, study));
                    ANTIPHON_TRY(writeWholeFile(path, proofCsv(proof)));
                    return true;
                },
                [this, path](const bool&) {
                    m_context.notify({NoticeKind::Done, tr("Wrote %1.").arg(QFileInfo(path).fileName())});
                },
                StepEffect::Reads);
        });
}

void RatingView::saveAnswers()
{
    if (!current())
        return;
    m_context.files.save(
        this, {tr("Answers"), QStringLiteral("answers.csv"), tr("CSV (*.csv);;JSON lines (*.jsonl)")},
        [this, study = current()->study](const QString& path) {
            runStep<bool>(
                tr("Writing answers"),
                [study, path](const Connection& connection, const JobContext&) -> Result<bool> {
                    const bool asLines = path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive);
                    ANTIPHON_TRY_ASSIGN(const QByteArray bytes, asLines ? answersJsonl(connection, study)
                                                                        : answersCsv(connection, study));
                    ANTIPHON_TRY(writeWholeFile(path, bytes));
                    return true;
                },
                [this, path](const bool&) {
                    m_context.notify({NoticeKind::Done, tr("Wrote %1.").arg(QFileInfo(path).fileName())});
                },
                StepEffect::Reads);
        });
}

} // namespace antiphon
