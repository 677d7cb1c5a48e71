#include "ui/generation/textlist.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/calmtable.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

void TextListModel::setVersions(QList<TextVersion> versions)
{
    beginResetModel();
    m_versions = std::move(versions);
    endResetModel();
}

int TextListModel::rowOf(const QString& label) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_versions.at(row).label() == label)
            return row;
    }
    return -1;
}

int TextListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_versions.size());
}

int TextListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TextListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const TextVersion& version = m_versions.at(index.row());
    if (role == Qt::ToolTipRole)
        return version.isShipped() ? tr("%1, ships with Antiphon").arg(version.label())
                                   : tr("%1, %2, %3\n%4")
                                         .arg(version.label(), version.actor,
                                              timeText(version.createdAt, now()), version.note)
                                         .trimmed();
    if (role == Qt::TextAlignmentRole && index.column() == VersionColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (index.column() == NameColumn)
        return version.name;
    const QString number = QString::number(version.version);
    return version.isShipped() ? tr("%1, ships").arg(number) : number;
}

QVariant TextListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == VersionColumn)
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Version");
}

TextList::TextList(TextDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_model(new TextListModel(this)), m_table(new CalmTable(this))
{
    const bool prompts = desk.kind() == TextKind::Prompt;
    m_table->setFramed(true);
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    m_table->setAccessibleName(prompts ? tr("Prompts and their versions") : tr("Phrases and their versions"));
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(TextListModel::NameColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(TextListModel::VersionColumn, 76);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, metrics::padding, 0);
    column->setSpacing(metrics::gap);
    column->addWidget(new SectionHeader(prompts ? tr("Prompts") : tr("Phrases"), {}, this));
    column->addWidget(m_table, 1);
    column->addLayout(makeButtons());
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid() && !m_isShowing)
                    m_desk.open(m_model->versions().at(current.row()).label());
            });
    connect(&desk, &TextDesk::listChanged, this, &TextList::show);
    connect(&desk, &TextDesk::opened, this, &TextList::show);
    show();
}

QLayout* TextList::makeButtons()
{
    const auto button = [this](const QString& title, const QString& tip, auto act) {
        auto* made = new QPushButton(title, this);
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, &m_desk, act);
        return made;
    };
    auto* grid = new QGridLayout;
    grid->setSpacing(metrics::gap);
    grid->addWidget(button(tr("Import…"), tr("Keep a file as the next version of its name"),
                           [this] { m_desk.importFile(window()); }),
                    0, 0);
    grid->addWidget(button(tr("Export…"), tr("Write the text in hand to a file, for the command line, too"),
                           [this] { m_desk.exportFile(window()); }),
                    0, 1);
    m_remove = button(tr("Remove"), tr("Remove the version in hand; runs that used it keep its text"),
                      [this] { m_desk.remove(); });
    grid->addWidget(m_remove, 1, 0);
    if (m_desk.kind() == TextKind::Prompt)
        grid->addWidget(button(tr("Export all…"), tr("Write the newest version of every prompt to a folder"),
                               [this] { m_desk.exportAll(window()); }),
                        1, 1);
    return grid;
}

void TextList::show()
{
    m_isShowing = true;
    m_model->setVersions(m_desk.versions());
    if (const int row = m_model->rowOf(m_desk.inHand().label()); row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    m_remove->setEnabled(!m_desk.inHand().isShipped());
    m_isShowing = false;
}

} // namespace antiphon
