"""Bảo vệ người tố cáo as a procedure (Luật Tố cáo 2018, chapter VI). Pure: no Django rows."""
