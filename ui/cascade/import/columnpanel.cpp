#include "ui/cascade/import/columnpanel.h"

#include "ui/cascade/import/aliaseditor.h"
#include "ui/cascade/import/binseditor.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/panels.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace antiphon {

namespace {

// In the order of TypeFamily.
QStringList familyTitles()
{
    return {ColumnPanel::tr("metadata"), ColumnPanel::tr("similar to an entity"),
            ColumnPanel::tr("user and listening context"), ColumnPanel::tr("music content")};
}

} // namespace

QStringList marksOf(const QString& text)
{
    QStringList marks;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& part : parts)
        if (!part.trimmed().isEmpty())
            marks << part.trimmed();
    return marks;
}

ColumnPanel::ColumnPanel(const PaneContext& context, QWidget* parent)
    : QWidget(parent),
      m_header(new SectionHeader(tr("Column"), {}, this)),
      m_none(new TextLabel({}, TextSize::Body, Tone::Muted, this)),
      m_aliases(new AliasEditor(context, this)),
      m_bins(new BinsEditor(this)),
      m_form(makeForm())
{
    m_none->setWordWrap(true);
    m_none->setText(
        tr("Labels and numbers have a family, marks for unknown cells, and other names or classes. "
           "They are set here, for the column in hand."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_header);
    column->addWidget(m_none);
    column->addWidget(m_form);
    column->addWidget(m_aliases, 1);
    column->addWidget(m_bins, 1);
    column->addStretch();
    connect(m_aliases, &AliasEditor::edited, this, [this] {
        m_attribute.aliases = m_aliases->aliases();
        Q_EMIT changed();
    });
    connect(m_bins, &BinsEditor::edited, this, [this] {
        m_attribute.bins = m_bins->bins();
        Q_EMIT changed();
    });
}

QWidget* ColumnPanel::makeForm()
{
    auto* area = new QWidget(this);
    m_family = new QComboBox(area);
    m_family->addItem(QString()); // what the type's name tells
    m_family->addItems(familyTitles());
    m_family->setAccessibleName(tr("Family of the type"));
    m_family->setToolTip(tr("The family of musical attributes that the type belongs to"));
    m_missing = new QLineEdit(area);
    m_missing->setAccessibleName(tr("Unknown cells of the column"));
    m_missing->setPlaceholderText(tr("n/a, 0"));
    m_missing->setToolTip(tr("Cells of this column that mean \"not known\", with commas between"));
    auto* form = new QFormLayout(area);
    form->setContentsMargins({});
    form->setSpacing(metrics::gap);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(new TextLabel(tr("Family"), TextSize::Body, Tone::Muted, area), m_family);
    form->addRow(new TextLabel(tr("Unknown"), TextSize::Body, Tone::Muted, area), m_missing);
    connect(m_family, &QComboBox::activated, this, [this](int index) {
        m_attribute.family = index == 0 ? std::nullopt : std::optional(static_cast<TypeFamily>(index - 1));
        Q_EMIT changed();
    });
    connect(m_missing, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_attribute.missing = marksOf(text);
        Q_EMIT changed();
    });
    return area;
}

void ColumnPanel::show(const QString& column, const std::optional<AttributeMap>& attribute)
{
    const bool isNumber = attribute && attribute->kind == AttributeKind::Number;
    m_header->setTitle(column.isEmpty() ? tr("Column") : column);
    m_header->setRemark(attribute ? attribute->type : QString());
    m_none->setVisible(!attribute);
    m_form->setVisible(attribute.has_value());
    m_aliases->setVisible(attribute && !isNumber);
    m_bins->setVisible(isNumber);
    const bool isOther = !attribute || attribute->column != m_attribute.column;
    m_attribute = attribute.value_or(AttributeMap{});
    showFamily();
    if (isOther || marksOf(m_missing->text()) != m_attribute.missing)
        m_missing->setText(m_attribute.missing.join(QStringLiteral(", ")));
    m_aliases->setAliases(m_attribute.aliases);
    m_bins->setBins(m_attribute.bins);
}

void ColumnPanel::showFamily()
{
    const auto known = static_cast<int>(familyOfType(m_attribute.type));
    m_family->setItemText(0, tr("by its name: %1").arg(familyTitles().at(known)));
    m_family->setCurrentIndex(m_attribute.family ? static_cast<int>(*m_attribute.family) + 1 : 0);
}

} // namespace antiphon
