#include "ui/rating/ratingworkspace.h"

#include "ui/rating/ratingview.h"

#include <QCoreApplication>
#include <QPointer>

namespace antiphon {

namespace {

class RatingWorkspace : public Workspace
{
    Q_DECLARE_TR_FUNCTIONS(RatingWorkspace)
public:
    QString id() const override { return QStringLiteral("rate"); }
    QString title() const override { return tr("Rate"); }
    QString iconName() const override { return QStringLiteral("rate"); }

    QWidget* createView(QWidget* parent, const WorkspaceContext& context) override
    {
        m_view = new RatingView(context, parent);
        return m_view;
    }

    QList<Command> commands() override
    {
        const auto on = [this](void (RatingView::*act)()) {
            return [this, act] {
                if (m_view)
                    (m_view->*act)();
            };
        };
        const auto mayOpen = [this] { return m_view && m_view->mayOpenItem(); };
        const auto hasStudy = [this] { return m_view && m_view->hasStudy(); };
        return {{QStringLiteral("new-study"), tr("New study"), Qt::Key_Insert, on(&RatingView::newStudy)},
                {QStringLiteral("simulate-sizes"),
                 tr("Simulate study sizes"),
                 {},
                 on(&RatingView::simulateSizes)},
                {QStringLiteral("freeze-study"), tr("Freeze study"), {}, on(&RatingView::freeze), hasStudy},
                {QStringLiteral("make-packets"),
                 tr("Make packets"),
                 {},
                 on(&RatingView::makePacketFiles),
                 hasStudy},
                {QStringLiteral("make-browser-packets"),
                 tr("Make packets for a browser"),
                 {},
                 on(&RatingView::makeBrowserPackets),
                 hasStudy},
                {QStringLiteral("collect-answers"), tr("Collect answers"), Qt::CTRL | Qt::SHIFT | Qt::Key_O,
                 on(&RatingView::chooseAnswers), hasStudy},
                {QStringLiteral("add-rater"), tr("Add a rater"), {}, on(&RatingView::addRater), hasStudy},
                {QStringLiteral("leave-out-rater"),
                 tr("Leave the chosen rater out, or take them back in"),
                 {},
                 on(&RatingView::leaveOutChosen),
                 hasStudy},
                {QStringLiteral("open-item"),
                 tr("Open the chosen item"),
                 {},
                 on(&RatingView::openChosenItem),
                 mayOpen},
                {QStringLiteral("audit-texts"),
                 tr("Audit what the texts tell"),
                 {},
                 on(&RatingView::auditTexts),
                 hasStudy},
                {QStringLiteral("write-report"), tr("Write the study's report"),
                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), on(&RatingView::writeReportFile), hasStudy}};
    }

    QJsonObject saveState() const override
    {
        if (!m_view)
            return {};
        return {{QStringLiteral("page"), pages().value(static_cast<int>(m_view->page()))},
                {QStringLiteral("study"), m_view->study().toText()}};
    }

    void restoreState(const QJsonObject& state) override
    {
        if (!m_view)
            return;
        if (const auto study = StudyId::fromText(state[QStringLiteral("study")].toString()))
            m_view->chooseStudy(*study);
        m_view->showPage(pageOf(state[QStringLiteral("page")].toString()).value_or(RatingPage::Studies));
    }

    void navigate(const QString& target) override
    {
        if (!m_view)
            return;
        if (const auto page = pageOf(target))
            m_view->showPage(*page);
        else if (target == QLatin1String("new"))
            m_view->newStudy();
    }

private:
    // In the order of the tabs.
    static QStringList pages()
    {
        return {QStringLiteral("studies"), QStringLiteral("size"), QStringLiteral("design"),
                QStringLiteral("collect"), QStringLiteral("results")};
    }
    static std::optional<RatingPage> pageOf(const QString& name)
    {
        const auto place = pages().indexOf(name);
        return place < 0 ? std::nullopt : std::optional(static_cast<RatingPage>(place));
    }

    QPointer<RatingView> m_view;
};

} // namespace

std::unique_ptr<Workspace> makeRatingWorkspace()
{
    return std::make_unique<RatingWorkspace>();
}

} // namespace antiphon
