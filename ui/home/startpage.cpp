#include "ui/home/startpage.h"

#include "ui/home/recentlist.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int columnWidth = 520;
constexpr int emblemSize = 56;

QString tr(const char* text)
{
    return QCoreApplication::translate("Home", text);
}

} // namespace

QWidget* makeStartPage(QWidget* parent, std::function<void(const QString&, const QString&)> navigate,
                       std::function<QStringList()> recentProjects)
{
    auto* page = new QWidget(parent);
    auto* middle = new QWidget(page);
    middle->setMaximumWidth(columnWidth);
    auto* column = new QVBoxLayout(middle);
    column->setSpacing(metrics::gap);
    auto* emblem = new QLabel(middle);
    emblem->setPixmap(
        iconPixmap(QStringLiteral("antiphon"), Qt::black, emblemSize, page->devicePixelRatioF()));
    auto* sentence = new TextLabel(
        tr("From human dialogues about music to written ones, and to evidence of how good they are."),
        TextSize::Reading, Tone::Muted, middle);
    sentence->setWordWrap(true);
    auto* sample = new QPushButton(tr("Open the sample"), middle);
    makePrimary(sample);
    auto* tour = new QPushButton(tr("Read the tour"), middle);
    tour->setFlat(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(sample);
    buttons->addWidget(tour);
    buttons->addStretch(1);
    column->addWidget(emblem);
    column->addSpacing(metrics::gap);
    column->addWidget(new TextLabel(QStringLiteral("Antiphon"), TextSize::Title, Tone::Normal, middle));
    column->addWidget(sentence);
    column->addSpacing(metrics::gap);
    column->addLayout(buttons);
    column->addSpacing(metrics::padding);
    column->addWidget(new Hairline(Qt::Horizontal, middle));
    column->addSpacing(metrics::gap);
    column->addWidget(new RecentList(navigate, std::move(recentProjects), OfferSample::No, middle));
    auto* outer = new QVBoxLayout(page);
    outer->addStretch(2);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(middle, 10);
    row->addStretch(1);
    outer->addLayout(row);
    outer->addStretch(3);
    page->setFocusProxy(sample);
    QObject::connect(sample, &QPushButton::clicked, page,
                     [navigate] { navigate(QStringLiteral("shell"), QStringLiteral("sample")); });
    QObject::connect(tour, &QPushButton::clicked, page,
                     [navigate] { navigate(QStringLiteral("guide"), QStringLiteral("index")); });
    return page;
}

} // namespace antiphon
