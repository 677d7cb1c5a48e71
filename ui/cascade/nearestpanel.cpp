#include "ui/cascade/nearestpanel.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int nearHeight = 24;
constexpr int targetRole = Qt::UserRole;
constexpr int byRole = Qt::UserRole + 1;
constexpr int artistRole = Qt::UserRole + 1;

} // namespace

NearestPanel::NearestPanel(QWidget* parent)
    : QWidget(parent),
      m_ways(new QComboBox(this)),
      m_list(new QListWidget(this)),
      m_remark(new TextLabel({}, TextSize::Caption, Tone::Muted, this))
{
    m_ways->setObjectName(QStringLiteral("nearest-ways"));
    m_ways->setAccessibleName(tr("What is near, and by what"));
    m_ways->setToolTip(
        tr("By values: what shares the most telling ones. Lists and embeddings are imported from "
           "the station's menu."));
    m_ways->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setAccessibleName(tr("Nearest tracks or artists"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->viewport()->setAutoFillBackground(false);
    m_remark->setWordWrap(true);
    auto* header = new SectionHeader(tr("Nearest"), tr("higher is more alike"), this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    for (QWidget* widget : {static_cast<QWidget*>(header), static_cast<QWidget*>(m_ways),
                            static_cast<QWidget*>(m_list), static_cast<QWidget*>(m_remark)})
        column->addWidget(widget);
    setSimilarities({});
    connect(m_ways, &QComboBox::activated, this, &NearestPanel::wayChosen);
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        if (const QString artist = item->data(artistRole).toString(); !artist.isEmpty())
            Q_EMIT artistAsked(artist);
        else
            Q_EMIT trackAsked(item->data(Qt::UserRole).toUInt());
    });
}

void NearestPanel::addWay(const QString& title, SimilarityTarget target, const QString& by)
{
    m_ways->addItem(title);
    m_ways->setItemData(m_ways->count() - 1, static_cast<int>(target), targetRole);
    m_ways->setItemData(m_ways->count() - 1, by, byRole);
}

// Keeps the way chosen, where it is still there.
void NearestPanel::setSimilarities(const QList<Similarity>& similarities)
{
    const QString chosen = m_ways->currentText();
    m_ways->clear();
    addWay(tr("Tracks by values"), SimilarityTarget::Tracks, {});
    addWay(tr("Artists by values"), SimilarityTarget::Artists, {});
    for (const Similarity& each : similarities) {
        const bool isEmbedding = each.kind == SimilarityKind::Embedding;
        const QString form = each.target == SimilarityTarget::Tracks
                                 ? (isEmbedding ? tr("Tracks by embedding %1") : tr("Tracks by list %1"))
                                 : (isEmbedding ? tr("Artists by embedding %1") : tr("Artists by list %1"));
        addWay(form.arg(each.name), each.target, each.name);
    }
    m_ways->setCurrentIndex(std::max(m_ways->findText(chosen), 0));
}

NearQuestion NearestPanel::question() const
{
    NearQuestion question;
    question.target = static_cast<SimilarityTarget>(m_ways->currentData(targetRole).toInt());
    question.by = m_ways->currentData(byRole).toString();
    return question;
}

void NearestPanel::showNearest(const QList<Near>& near, const QString& remark)
{
    m_list->clear();
    for (const Near& each : near) {
        auto* item = new QListWidgetItem(
            QLocale().toString(each.similarity, 'f', 2) + QStringLiteral("   ") + each.label, m_list);
        if (each.ordinal)
            item->setData(Qt::UserRole, *each.ordinal);
        else
            item->setData(artistRole, each.name);
        item->setSizeHint({0, nearHeight});
        item->setToolTip(each.ordinal ? tr("%1\nEnter or a double click shows it").arg(each.label)
                                      : tr("%1\nEnter or a double click shows the tracks").arg(each.label));
    }
    m_list->setVisible(!near.isEmpty());
    m_list->setFixedHeight(nearHeight * static_cast<int>(near.size()) + 4);
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

} // namespace antiphon
