/** A spreadsheet as table programs write it, by hand. */
import { strToU8, zipSync } from "fflate";

const sheet = (rows: string): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

/** A spreadsheet of two sheets, with inline texts, a long number and a date. */
export function spreadsheet(): Blob {
  const text = (at: string, value: string): string =>
    `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const first = sheet(
    `<row r="1">${text("A1", "name")}${text("B1", "n")}${text("C1", "day")}${text("D1", "ok")}</row>` +
      `<row r="2">${text("A2", "Äpfel &amp; Birnen")}<c r="B2"><v>9007199254740993</v></c><c r="C2" s="1"><v>41788</v></c><c r="D2" t="b"><v>1</v></c></row>` +
      `<row r="3">${text("A3", "x")}<c r="D3" t="b"><v>0</v></c></row>`,
  );
  const files = {
    "[Content_Types].xml":
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    "xl/workbook.xml":
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Trees" sheetId="1" r:id="rId1"/><sheet name="Notes" sheetId="2" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels":
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml":
      '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": first,
    "xl/worksheets/sheet2.xml": sheet(""),
  };
  const packed = Object.fromEntries(
    Object.entries(files).map(([path, body]) => [path, strToU8(body)]),
  );
  return new Blob([zipSync(packed)]);
}
