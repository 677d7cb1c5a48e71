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
        return {{QStringLiteral("page"), static_cast<int>(m_view->page())},
                {QStringLiteral("study"), m_view->study().toText()}};
    }

    void restoreState(const QJsonObject& state) override
    {
        if (!m_view)
            return;
        if (const auto study = StudyId::fromText(state[QStringLiteral("study")].toString()))
            m_view->chooseStudy(*study);
        m_view->showPage(static_cast<RatingPage>(qBound(0, state[QStringLiteral("page")].toInt(), 3)));
    }

    void navigate(const QString& target) override
    {
        if (!m_view)
            return;
        const QStringList pages{QStringLiteral("studies"), QStringLiteral("size"), QStringLiteral("collect"),
                                QStringLiteral("results")};
        if (const auto page = pages.indexOf(target); page >= 0)
            m_view->showPage(static_cast<RatingPage>(page));
        else if (target == QLatin1String("new"))
            m_view->newStudy();
    }

private:
    QPointer<RatingView> m_view;
};

} // namespace

std::unique_ptr<Workspace> makeRatingWorkspace()
{
    return std::make_unique<RatingWorkspace>();
}

} // namespace antiphon
