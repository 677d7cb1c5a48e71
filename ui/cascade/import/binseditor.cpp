#include "ui/cascade/import/binseditor.h"

#include "ui/cascade/import/rowtable.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QVBoxLayout>

namespace antiphon {

namespace {

enum Preset { NoBins, Decades, Tempo, OwnBins };

QList<NumberBin> binsOf(int preset)
{
    if (preset == Decades)
        return *presetBins(QStringLiteral("decade"));
    return preset == Tempo ? *presetBins(QStringLiteral("tempo")) : QList<NumberBin>();
}

int presetOf(const QList<NumberBin>& bins)
{
    for (const int preset : {NoBins, Decades, Tempo})
        if (bins == binsOf(preset))
            return preset;
    return OwnBins;
}

QString boundText(const std::optional<double>& bound)
{
    return bound ? QString::number(*bound, 'g', 12) : QString();
}

// Nothing when the text is neither a number nor empty.
std::optional<std::optional<double>> boundOf(const QString& text)
{
    if (text.isEmpty())
        return std::optional<double>();
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? std::optional(std::optional(number)) : std::nullopt;
}

} // namespace

BinsEditor::BinsEditor(QWidget* parent)
    : QWidget(parent),
      m_preset(new QComboBox(this)),
      m_table(new RowTable({tr("Class"), tr("From"), tr("Below")}, this))
{
    m_preset->addItems(
        {tr("Numbers only"), tr("Decades of years"), tr("Slow, medium, fast"), tr("Own classes")});
    m_preset->setAccessibleName(tr("Classes of numbers"));
    m_preset->setToolTip(tr("Names for ranges of numbers, as values beside the number itself"));
    m_table->setAccessibleName(tr("Classes with their ranges"));
    m_table->setToolTip(tr("A class holds the numbers from the one to below the other; an empty end is open. "
                           "Typing changes a cell, Delete takes a class away"));
    QHeaderView* header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    header->resizeSection(1, 72);
    header->resizeSection(2, 72);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    auto* top = new QHBoxLayout;
    top->setSpacing(metrics::gap);
    top->addWidget(new TextLabel(tr("Classes"), TextSize::Body, Tone::Muted, this));
    top->addWidget(m_preset, 1);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    connect(m_preset, &QComboBox::activated, this, &BinsEditor::choosePreset);
    connect(m_table, &RowTable::edited, this, &BinsEditor::takeRows, Qt::QueuedConnection);
}

void BinsEditor::setBins(const QList<NumberBin>& bins)
{
    if (bins == m_bins && m_preset->currentIndex() == presetOf(bins))
        return; // an unfinished row stays
    m_bins = bins;
    show();
}

void BinsEditor::show()
{
    QList<QStringList> rows;
    for (const NumberBin& bin : std::as_const(m_bins))
        rows << QStringList{bin.name, boundText(bin.from), boundText(bin.to)};
    m_table->setRows(rows);
    m_preset->setCurrentIndex(presetOf(m_bins));
}

// An end that is no number becomes what it was.
void BinsEditor::takeRows()
{
    QList<NumberBin> bins;
    const QList<QStringList> rows = m_table->rows();
    for (const QStringList& row : rows) {
        const auto from = boundOf(row[1]);
        const auto to = boundOf(row[2]);
        if (!from || !to)
            return show();
        bins << NumberBin{row[0], *from, *to};
    }
    if (bins == m_bins)
        return;
    m_bins = bins;
    m_preset->setCurrentIndex(presetOf(m_bins));
    Q_EMIT edited();
}

void BinsEditor::choosePreset(int preset)
{
    if (preset == OwnBins) {
        m_table->setFocus();
        m_table->setCurrentIndex(m_table->model()->index(m_table->model()->rowCount() - 1, 0));
        return;
    }
    m_bins = binsOf(preset);
    show();
    Q_EMIT edited();
}

} // namespace antiphon
