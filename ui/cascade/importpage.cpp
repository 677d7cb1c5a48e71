#include "ui/cascade/importpage.h"

#include "core/base/linereader.h"
#include "core/storage/project.h"
#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int previewRows = 30;
enum ImportColumn { NameColumn, ExampleColumn, UseColumn, TypeColumn, SplitColumn, ImportColumnCount };
enum class Use { Nothing, Id, Title, Artist, Album, Labels, Number };

QStringList useTitles()
{
    return {ImportPage::tr("not used"),
            ImportPage::tr("track id"),
            ImportPage::tr("title"),
            ImportPage::tr("artist"),
            ImportPage::tr("album"),
            ImportPage::tr("attribute"),
            ImportPage::tr("attribute, a number")};
}

Use useOf(const CatalogueMap& map, const QString& column)
{
    const std::pair<const QString&, Use> single[] = {
        {map.id, Use::Id}, {map.title, Use::Title}, {map.artist, Use::Artist}, {map.album, Use::Album}};
    for (const auto& [name, use] : single)
        if (name == column)
            return use;
    for (const AttributeMap& attribute : map.attributes)
        if (attribute.column == column)
            return attribute.kind == AttributeKind::Number ? Use::Number : Use::Labels;
    return Use::Nothing;
}

const AttributeMap* attributeFor(const CatalogueMap& map, const QString& column)
{
    for (const AttributeMap& attribute : map.attributes)
        if (attribute.column == column)
            return &attribute;
    return nullptr;
}

QString examples(const TablePreview& preview, int column)
{
    QStringList cells;
    for (const QStringList& row : preview.rows)
        if (const QString cell = row.value(column).trimmed(); !cell.isEmpty() && !cells.contains(cell))
            cells << cell;
    return cells.mid(0, 4).join(QStringLiteral("  ·  "));
}

QTableWidgetItem* fixedItem(const QString& text)
{
    auto* item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

ImportPage::ImportPage(const WorkspaceContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_header(new SectionHeader(tr("Import a catalogue"), {}, this)),
      m_name(new QLineEdit(this)),
      m_table(new QTableWidget(0, ImportColumnCount, this)),
      m_import(new QPushButton(tr("Import"), this))
{
    m_name->setAccessibleName(tr("Name of the catalogue"));
    m_name->setMaximumWidth(280);
    m_table->setHorizontalHeaderLabels(
        {tr("Column"), tr("First cells"), tr("Use as"), tr("Type"), tr("Split at")});
    m_table->setAccessibleName(tr("Which column is what"));
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(ExampleColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(NameColumn, 170);
    m_table->setColumnWidth(UseColumn, 170);
    m_table->verticalHeader()->setDefaultSectionSize(36);
    makePrimary(m_import);
    auto* load = new QPushButton(tr("Load map…"), this);
    auto* save = new QPushButton(tr("Save map…"), this);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(new TextLabel(tr("Name"), TextSize::Body, Tone::Muted, this));
    buttons->addWidget(m_name, 1);
    buttons->addWidget(load);
    buttons->addWidget(save);
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_import);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::padding, 12, metrics::padding, 12);
    column->setSpacing(metrics::gap);
    column->addWidget(m_header);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    connect(m_import, &QPushButton::clicked, this, &ImportPage::startImport);
    connect(cancel, &QPushButton::clicked, this, &ImportPage::closed);
    connect(load, &QPushButton::clicked, this, &ImportPage::loadMap);
    connect(save, &QPushButton::clicked, this, &ImportPage::saveMap);
}

void ImportPage::openFile(const QString& path)
{
    m_path = path;
    m_context.session.read<TablePreview>(
        this, [path](const Connection&) { return previewTable(path, previewRows); },
        [this](Result<TablePreview> preview) {
            if (preview)
                return show(*preview);
            m_context.notify(noticeOf(preview.error()));
            Q_EMIT closed();
        },
        QStringLiteral("cascade.preview"));
}

void ImportPage::show(const TablePreview& preview)
{
    m_preview = preview;
    m_name->setText(QFileInfo(m_path).completeBaseName());
    m_header->setRemark(tr("%1, %2 columns").arg(QFileInfo(m_path).fileName()).arg(preview.columns.size()));
    applyMap(guessCatalogueMap(preview));
    m_table->setFocus();
    Q_EMIT previewed();
}

void ImportPage::applyMap(const CatalogueMap& map)
{
    m_guess = map;
    m_table->setRowCount(0);
    m_table->setRowCount(static_cast<int>(m_preview.columns.size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        addRow(row, m_preview, map);
    m_table->setCurrentCell(0, UseColumn);
}

void ImportPage::addRow(int row, const TablePreview& preview, const CatalogueMap& guess)
{
    const QString name = preview.columns[row];
    const AttributeMap* attribute = attributeFor(guess, name);
    m_table->setItem(row, NameColumn, fixedItem(name));
    m_table->setItem(row, ExampleColumn, fixedItem(examples(preview, row)));
    auto* use = new QComboBox(m_table);
    use->addItems(useTitles());
    use->setCurrentIndex(static_cast<int>(useOf(guess, name)));
    use->setAccessibleName(tr("Use of %1").arg(name));
    m_table->setCellWidget(row, UseColumn, use);
    m_table->setItem(row, TypeColumn, new QTableWidgetItem(attribute ? attribute->type : QString()));
    m_table->setItem(row, SplitColumn, new QTableWidgetItem(attribute ? attribute->split : QString()));
}

CatalogueMap ImportPage::map() const
{
    CatalogueMap map;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString column = m_preview.columns[row];
        const auto use =
            static_cast<Use>(static_cast<QComboBox*>(m_table->cellWidget(row, UseColumn))->currentIndex());
        switch (use) {
        case Use::Nothing:
            break;
        case Use::Id:
            map.id = column;
            break;
        case Use::Title:
            map.title = column;
            break;
        case Use::Artist:
            map.artist = column;
            break;
        case Use::Album:
            map.album = column;
            break;
        case Use::Labels:
        case Use::Number: {
            const AttributeMap* known = attributeFor(m_guess, column);
            AttributeMap attribute = known ? *known : AttributeMap{};
            attribute.column = column;
            attribute.kind = use == Use::Number ? AttributeKind::Number : AttributeKind::Label;
            const QString type = m_table->item(row, TypeColumn)->text().trimmed();
            attribute.type = type.isEmpty() ? column.toLower() : type;
            attribute.split = m_table->item(row, SplitColumn)->text();
            if (use == Use::Labels)
                attribute.bins.clear();
            map.attributes << attribute;
        }
        }
    }
    return map;
}

void ImportPage::loadMap()
{
    m_context.files.open(this, {tr("Load a map"), {}, tr("Map (*.json);;All files (*)")},
                         [this](const QString& path) {
                             const auto json = readWholeFile(path, 1024 * 1024);
                             const auto map = json ? catalogueMapFromJson(*json, path)
                                                   : Result<CatalogueMap>(fail(json.error()));
                             if (map)
                                 applyMap(*map);
                             else
                                 m_context.notify(noticeOf(map.error()));
                         });
}

void ImportPage::saveMap()
{
    m_context.files.save(this, {tr("Save the map"), QStringLiteral("map.json"), tr("Map (*.json)")},
                         [this](const QString& path) {
                             if (const auto written = writeWholeFile(path, catalogueMapJson(map())); !written)
                                 m_context.notify(noticeOf(written.error()));
                         });
}

void ImportPage::startImport()
{
    const CatalogueMap wanted = map();
    if (wanted.id.isEmpty())
        return m_context.notify(
            {NoticeKind::Warning, tr("Say which column holds the track ids: choose \"track id\" for it.")});
    const QString name = m_name->text().trimmed();
    m_context.jobs.start<CatalogueImport>(
        tr("Importing %1").arg(QFileInfo(m_path).fileName()), this,
        [path = m_context.session.path(), actor = m_context.session.actor(), file = m_path, wanted,
         name](const JobContext& job) -> Result<CatalogueImport> {
            // The same checks as for a map from a file.
            ANTIPHON_TRY_ASSIGN(const CatalogueMap checked,
                                catalogueMapFromJson(catalogueMapJson(wanted), ImportPage::tr("the map")));
            ANTIPHON_TRY_ASSIGN(const Connection connection, openProject(path));
            return importCatalogue(connection, actor, file, checked, name, job.cancel, job.progress);
        },
        [context = m_context](Result<CatalogueImport> import) {
            if (!import)
                return context.notify(noticeOf(import.error()));
            context.session.noteChange();
            Notice notice{NoticeKind::Done,
                          tr("%1 tracks imported").arg(countText(import->catalogue.tracks))};
            if (import->rejected > 0) {
                notice.kind = NoticeKind::Warning;
                notice.text += tr("; %1 rows were refused").arg(countText(import->rejected));
                for (const RejectedTrack& row : import->rejects)
                    notice.details += tr("line %1: %2\n").arg(row.line).arg(row.reason);
            }
            context.notify(notice);
        },
        [](const CatalogueImport& import) {
            return tr("%1 tracks, %2 values")
                .arg(countText(import.catalogue.tracks), countText(import.catalogue.values));
        });
    Q_EMIT closed();
}

} // namespace antiphon
