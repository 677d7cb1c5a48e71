#include "ui/home/homeworkspace.h"

#include "ui/home/recentlist.h"
#include "ui/home/stationcard.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QFileInfo>
#include <QScrollArea>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int actsShown = 3;
constexpr int pageMargin = 24;

struct HomeData
{
    Overview overview;
    QList<HistoryEntry> acts;
};

class HomeView : public QScrollArea
{
    Q_DECLARE_TR_FUNCTIONS(HomeView)
public:
    HomeView(const WorkspaceContext& context, QWidget* parent) : QScrollArea(parent), m_context(context)
    {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setAccessibleName(tr("Home"));
        auto* page = new QWidget(this);
        m_line = new StationLine(page);
        m_line->setFigures(stationFigures({}));
        m_next = new QPushButton(page);
        makePrimary(m_next);
        m_sentence = new TextLabel({}, TextSize::Reading, Tone::Normal, page);
        auto* next = new QHBoxLayout;
        next->setSpacing(metrics::padding);
        next->addWidget(m_sentence);
        next->addWidget(m_next);
        next->addStretch(1);

        auto* column = new QVBoxLayout(page);
        column->setContentsMargins(pageMargin, pageMargin, pageMargin, pageMargin);
        column->setSpacing(metrics::padding);
        column->addWidget(new TextLabel(QFileInfo(context.session.path()).completeBaseName(), TextSize::Title,
                                        Tone::Normal, page));
        column->addLayout(next);
        column->addWidget(m_line);
        column->addSpacing(metrics::gap);
        auto* lower = new QHBoxLayout;
        lower->setSpacing(metrics::padding);
        lower->addWidget(makeActs(page), 1);
        lower->addWidget(makeProjects(page), 1);
        column->addLayout(lower);
        column->addStretch(1);
        setWidget(page);
        viewport()->setAutoFillBackground(false);
        page->setAutoFillBackground(false);
        setFocusProxy(m_next);
        connect(m_line, &StationLine::activated, this,
                [this](const QString& id) { m_context.navigate(id, {}); });
        connect(m_next, &QPushButton::clicked, this, [this] { m_context.navigate(m_nextStation, {}); });
        connect(&context.session, &ProjectSession::changed, this, &HomeView::refresh);
        showOverview({});
    }

protected:
    void showEvent(QShowEvent* event) override
    {
        QScrollArea::showEvent(event);
        if (m_stale)
            reload();
    }

private:
    // Counting over all stations is left until somebody looks.
    void refresh()
    {
        m_stale = true;
        if (isVisible())
            reload();
    }

    std::function<QStringList()> otherProjects() const
    {
        return [recent = m_context.recentProjects, own = m_context.session.path()] {
            QStringList paths = recent();
            paths.removeAll(own);
            return paths;
        };
    }

    QWidget* makeActs(QWidget* page)
    {
        auto* card = new Card(page);
        card->column()->addWidget(new SectionHeader(tr("Last acts"), {}, card));
        for (int i = 0; i < actsShown; ++i) {
            auto* row = new QHBoxLayout;
            Act act{new ElidedLabel({}, TextSize::Body, Tone::Normal, card),
                    new TextLabel({}, TextSize::Caption, Tone::Muted, card)};
            row->addWidget(act.title, 1);
            row->addWidget(act.when);
            card->column()->addLayout(row);
            m_acts << act;
        }
        auto* all = new QPushButton(tr("Whole history"), card);
        connect(all, &QPushButton::clicked, this,
                [this] { m_context.navigate(QStringLiteral("shell"), QStringLiteral("history")); });
        card->column()->addStretch(1);
        card->column()->addWidget(all, 0, Qt::AlignLeft);
        return card;
    }

    QWidget* makeProjects(QWidget* page)
    {
        auto* card = new Card(page);
        card->column()->addWidget(
            new RecentList(m_context.navigate, otherProjects(), OfferSample::Yes, card));
        return card;
    }

    void reload()
    {
        m_stale = false;
        m_context.session.readAside<HomeData>(
            this,
            [](const Connection& connection) -> Result<HomeData> {
                ANTIPHON_TRY_ASSIGN(Overview overview, readOverview(connection));
                ANTIPHON_TRY_ASSIGN(auto acts, EditHistory(connection).entries(actsShown));
                return HomeData{overview, std::move(acts)};
            },
            [this](Result<HomeData> answer) {
                if (answer) {
                    showOverview(answer->overview);
                    showActs(answer->acts);
                } else {
                    m_context.notify(noticeOf(answer.error()));
                }
            },
            QStringLiteral("home.overview"));
    }

    void showOverview(const Overview& overview)
    {
        m_line->setFigures(stationFigures(overview));
        const NextStep next = nextStep(overview);
        m_sentence->setText(next.sentence);
        m_next->setText(next.button);
        m_nextStation = next.station;
    }

    void showActs(const QList<HistoryEntry>& acts)
    {
        for (int i = 0; i < m_acts.size(); ++i) {
            const bool there = i < acts.size();
            m_acts[i].title->setText(there    ? actTitle(acts[i])
                                     : i == 0 ? tr("Nothing has been done yet.")
                                              : QString());
            m_acts[i].when->setText(
                there ? QStringLiteral("%1 · %2").arg(acts[i].actor, timeText(acts[i].at, now()))
                      : QString());
        }
    }

    static QString actTitle(const HistoryEntry& entry)
    {
        switch (entry.kind) {
        case HistoryKind::Undo:
            return tr("Undo: %1").arg(entry.label);
        case HistoryKind::Redo:
            return tr("Redo: %1").arg(entry.label);
        case HistoryKind::Edit:
            break;
        }
        return entry.label;
    }

    struct Act
    {
        ElidedLabel* title;
        TextLabel* when;
    };
    WorkspaceContext m_context;
    StationLine* m_line;
    TextLabel* m_sentence;
    QPushButton* m_next;
    QString m_nextStation;
    QList<Act> m_acts;
    bool m_stale = true;
};

class HomeWorkspace : public Workspace
{
public:
    QString id() const override { return QStringLiteral("home"); }
    QString title() const override { return QCoreApplication::translate("Home", "Home"); }
    QString iconName() const override { return QStringLiteral("home"); }
    QWidget* createView(QWidget* parent, const WorkspaceContext& context) override
    {
        return new HomeView(context, parent);
    }
};

} // namespace

std::unique_ptr<Workspace> makeHomeWorkspace()
{
    return std::make_unique<HomeWorkspace>();
}

} // namespace antiphon
