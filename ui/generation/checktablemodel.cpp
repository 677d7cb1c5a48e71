#include "ui/generation/checktablemodel.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/numbers.h"

#include <QApplication>
#include <QFont>

namespace antiphon {

namespace {

using measures::Measure;
using measures::MeasurePair;

QString figure(std::optional<double> value, int places = 3)
{
    return value ? QLocale().toString(*value, 'f', places) : CheckTableModel::tr("undefined");
}

QString between(std::optional<double> low, std::optional<double> high)
{
    if (!low || !high)
        return {};
    return CheckTableModel::tr("%1 to %2").arg(figure(low), figure(high));
}

CheckLine title(const QString& name)
{
    CheckLine line;
    line.name = name;
    line.isTitle = true;
    return line;
}

QString methodOf(const statistics::Estimate& estimate)
{
    QStringList parts{QString::fromStdString(estimate.method)};
    if (!estimate.reason.empty())
        parts << CheckTableModel::tr("Undefined or without interval: %1")
                     .arg(QString::fromStdString(estimate.reason));
    if (estimate.missing > 0)
        parts << CheckTableModel::tr("%1 missing").arg(countText(estimate.missing));
    if (estimate.seed)
        parts << CheckTableModel::tr("Seed %1").arg(*estimate.seed);
    return parts.join(QLatin1Char('\n'));
}

CheckLine lineOf(const QString& name, const statistics::Estimate& estimate)
{
    CheckLine line;
    line.name = name;
    line.value = figure(estimate.value);
    line.interval = between(estimate.low, estimate.high);
    line.n = countText(estimate.n);
    line.method = methodOf(estimate);
    return line;
}

CheckLine lineOf(const MeasurePair& pair)
{
    CheckLine line = lineOf(pair.first.name, pair.first.estimate);
    const measures::MeasureDifference& apart = pair.difference;
    line.human = figure(pair.second.estimate.value);
    line.difference = figure(apart.value);
    if (apart.low && apart.high) {
        line.difference += QStringLiteral("  (%1)").arg(between(apart.low, apart.high));
        line.stands = *apart.low > 0 || *apart.high < 0;
    }
    return line;
}

void addExact(QList<CheckLine>& lines, const SourceCheck& check)
{
    lines << title(CheckTableModel::tr("Faults"));
    for (int i = 0; i < checkKinds; ++i) {
        const auto kind = static_cast<CheckKind>(i);
        const CheckCount& count = check.of(kind);
        CheckLine line;
        line.name = checkName(kind);
        line.value = count.n > 0 ? countText(count.count) : CheckTableModel::tr("undefined");
        line.n = countText(count.n);
        line.method = checkMethod(kind);
        line.stands = count.count > 0;
        lines << line;
    }
    CheckLine recall;
    recall.name = CheckTableModel::tr("Mention recall");
    recall.value = figure(mentionRecall(check));
    recall.n = countText(check.of(CheckKind::MentionMissed).n);
    recall.method = CheckTableModel::tr("share of the user turns' values that their texts name");
    lines << recall;
}

// The pair of the measure, where the two sources were set beside each other.
const MeasurePair* pairOf(const CorpusCheck& check, const QString& key)
{
    if (!check.comparison)
        return nullptr;
    for (const MeasurePair& pair : check.comparison->pairs) {
        if (pair.first.key == key)
            return &pair;
    }
    return nullptr;
}

} // namespace

QList<CheckLine> checkLines(const CorpusCheck& check, const QList<ObservedShares>& observed)
{
    QList<CheckLine> lines;
    addExact(lines, check.exact);
    std::optional<measures::MeasureGroup> group;
    for (const Measure& measure : check.measures) {
        if (group != measure.group)
            lines << title(groupName(measure.group));
        group = measure.group;
        const MeasurePair* pair = pairOf(check, measure.key);
        lines << (pair ? lineOf(*pair) : lineOf(measure.name, measure.estimate));
    }
    if (!observed.isEmpty())
        lines << title(CheckTableModel::tr("Planned against coded labels, total variation"));
    for (const ObservedShares& shares : observed)
        lines << lineOf(observedTitle(shares), shares.distance);
    if (check.comparison)
        lines << title(CheckTableModel::tr("Distance to %1, total variation").arg(check.human));
    for (const auto& distance :
         check.comparison ? check.comparison->distances : QList<measures::ShareDistance>())
        lines << lineOf(distance.name, distance.estimate);
    return lines;
}

void CheckTableModel::setLines(const QList<CheckLine>& lines, const QString& human)
{
    beginResetModel();
    m_lines = lines;
    m_human = human;
    endResetModel();
}

int CheckTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int CheckTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CheckTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_lines.size())
        return {};
    const CheckLine& line = m_lines[index.row()];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: {
        const QString texts[] = {line.name, line.value, line.interval, line.n, line.human, line.difference};
        return texts[column];
    }
    case Qt::ToolTipRole:
        return line.method;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (line.isTitle) {
            QFont font = QApplication::font();
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    case Qt::ForegroundRole:
        if (line.stands && (column == Difference || (column == Value && line.difference.isEmpty())))
            return toneColour(Tone::Warn, QApplication::palette());
        if (line.value == tr("undefined"))
            return toneColour(Tone::Muted, QApplication::palette());
        return {};
    default:
        return {};
    }
}

QVariant CheckTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Measure"), tr("Value"), tr("95 % interval"),
                              tr("n"),       m_human,     tr("Difference")};
    return titles[section];
}

Qt::ItemFlags CheckTableModel::flags(const QModelIndex& index) const
{
    if (!index.isValid() || m_lines[index.row()].isTitle)
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace antiphon
